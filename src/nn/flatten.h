// [N, C, H, W] → [N, C·H·W]; a vector stays as it is.
#pragma once

#include "nn/layer.h"

namespace layca {

LayerPlan plan(const FlattenSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const FlattenSpec& spec, const LayerParts& parts);

}  // namespace layca
