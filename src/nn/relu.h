// y = max(0, x), element by element.
#pragma once

#include "nn/layer.h"

namespace layca {

LayerPlan plan(const ReluSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const ReluSpec& spec, const LayerTensors& tensors);

}  // namespace layca
