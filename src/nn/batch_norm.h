// Batch normalization of each feature of [N, F] or each channel of [N, C, H, W], as
// torch.nn.BatchNorm: in training by the batch's statistics, while the running ones are updated,
// trained or not.
#pragma once

#include "nn/layer.h"

namespace layca {

LayerPlan plan(const BatchNormSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const BatchNormSpec& spec, const LayerParts& parts);

}  // namespace layca
