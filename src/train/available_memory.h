// Memory that can be had now.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace layca {

/// Bytes that can be taken without swapping, within a container's limit; 0 where the system does
/// not tell. Of a CUDA device nothing is asked: 0.
std::int64_t availableMemory(at::Device device);

}  // namespace layca
