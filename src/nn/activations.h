// Functions of one number, element by element: relu max(0, x).
#pragma once

#include "nn/layer.h"

namespace layca {

LayerPlan plan(const ReluSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const ReluSpec& spec, const LayerParts& parts);

}  // namespace layca
