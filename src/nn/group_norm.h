// Group normalization of each sample over the pixels of a group of channels, as torch.nn.GroupNorm;
// a vector's features are channels of one pixel.
#pragma once

#include "nn/layer.h"

namespace layca {

LayerPlan plan(const GroupNormSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const GroupNormSpec& spec, const LayerParts& parts);

}  // namespace layca
