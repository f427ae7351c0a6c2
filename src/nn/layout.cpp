#include "nn/layout.h"

namespace layca {

at::MemoryFormat layoutFor(std::int64_t dimensions, at::Device device) {
  return dimensions == 4 && device.is_cpu() ? at::MemoryFormat::ChannelsLast
                                            : at::MemoryFormat::Contiguous;
}

}  // namespace layca
