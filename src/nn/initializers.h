// First values of parameters. Drawn in float64 from the stream (seed, init, index of the parameter
// in the network), then rounded, so that a float32 and a float64 run begin at the same point.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "nn/layer.h"

namespace layca {

/// A float64 CPU tensor of the plan's shape:
/// - `torch`: U(±1/√fanIn), kernels and biases (torch.nn.Linear's default);
/// - `glorotUniform`: U(±√(6/(fanIn+fanOut))); `glorotNormal`: N(0, 2/(fanIn+fanOut));
/// - `heUniform`: U(±√(6/fanIn)); `heNormal`: N(0, 2/fanIn) truncated at two standard deviations,
/// uncompensated;
/// - `orthogonal`: orthonormal rows or columns, uniform (QR of a normal matrix, signs of R's
/// diagonal);
/// - `zeros`.
/// Biases are 0 for all but `torch`; a gain multiplies kernels only.
at::Tensor firstValues(const ParameterPlan& plan, std::uint64_t seed, std::uint32_t index);

}  // namespace layca
