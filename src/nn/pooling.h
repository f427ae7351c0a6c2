// Pooling of images: the largest or the mean of a square window, or the mean of a whole channel.
// Padding is "same" or none; no padded pixel counts, neither as a number nor in a mean's divisor.
#pragma once

#include "nn/layer.h"

namespace layca {

LayerPlan plan(const MaxPool2dSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const MaxPool2dSpec& spec, const LayerParts& parts);

LayerPlan plan(const AvgPool2dSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const AvgPool2dSpec& spec, const LayerParts& parts);

/// [N, C, H, W] → [N, C]
LayerPlan plan(const GlobalAvgPoolSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const GlobalAvgPoolSpec& spec, const LayerParts& parts);

}  // namespace layca
