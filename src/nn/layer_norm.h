// Layer normalization of each sample over all its numbers, as torch.nn.LayerNorm of a sample's
// shape; scale and shift have that shape too.
#pragma once

#include "nn/layer.h"

namespace layca {

LayerPlan plan(const LayerNormSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const LayerNormSpec& spec, const LayerParts& parts);

}  // namespace layca
