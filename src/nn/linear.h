// y = x Wᵀ + b on [N, features]; W is [outFeatures, features], as torch.nn.Linear's.
#pragma once

#include "nn/layer.h"

namespace layca {

LayerPlan plan(const LinearSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const LinearSpec& spec, const LayerParts& parts);

}  // namespace layca
