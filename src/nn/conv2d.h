// Cross-correlation of images with square kernels, as torch.nn.Conv2d; weights are [outChannels,
// channels / groups, kernelSize, kernelSize]. Padding "same" as Keras has it.
#pragma once

#include "nn/layer.h"

namespace layca {

LayerPlan plan(const Conv2dSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const Conv2dSpec& spec, const LayerParts& parts);

}  // namespace layca
