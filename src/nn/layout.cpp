#include "nn/layout.h"

#include <ATen/ATen.h>

namespace layca {

at::MemoryFormat layoutFor(std::int64_t dimensions, at::Device device) {
  return dimensions == 4 && device.is_cpu() ? at::MemoryFormat::ChannelsLast
                                            : at::MemoryFormat::Contiguous;
}

at::Tensor inEngineLayout(const at::Tensor& tensor) {
  return tensor.contiguous(layoutFor(tensor.dim(), tensor.device()));
}

}  // namespace layca
