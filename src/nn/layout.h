// How images and their kernels lie in memory. On the CPU channels come last ([N, H, W, C] with
// PyTorch's sizes [N, C, H, W]), whatever the user gives: libtorch's convolutions, pooling and
// normalization are faster so. Elsewhere everything is contiguous.
#pragma once

#include <ATen/core/Tensor.h>

namespace layca {

/// The format of tensors with so many dimensions on this device.
at::MemoryFormat layoutFor(std::int64_t dimensions, at::Device device);

}  // namespace layca
