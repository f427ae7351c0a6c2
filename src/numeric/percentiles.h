// Percentiles of a tensor's elements.
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace layca {

/// The values below which `percents` (ascending, in [0, 100]) of the elements lie, between two of
/// them by linear interpolation as numpy's default; zeros for an empty tensor, NaN where an element
/// is NaN. Works on a copy, in time proportional to the tensor's size.
std::vector<double> percentiles(const at::Tensor& t, const std::vector<double>& percents);

}  // namespace layca
