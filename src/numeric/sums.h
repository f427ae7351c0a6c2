// Sums over whole tensors, each one pass over memory with float64 accumulators. Tensors: float32 or
// float64, on the CPU dense in memory; two of them of equal size, type and strides. On another
// device the same is computed with ATen's operators.
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "numeric/block_kernels.h"

namespace layca {

Distances distances(const at::Tensor& w, const at::Tensor& reference);

/// ‖w‖, accumulated in float64.
double l2Norm(const at::Tensor& w);

/// The norms of a list, with one copy from the device for all of them.
std::vector<double> l2Norms(const std::vector<at::Tensor>& tensors);

/// Whether every element is finite.
bool allFinite(const at::Tensor& t);

/// Whether every element is 0; on the CPU it looks no further than the first that is not.
bool allZero(const at::Tensor& t);

}  // namespace layca
