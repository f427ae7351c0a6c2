// Functions of one number, element by element, as torch.nn has them: relu max(0, x); leakyRelu x or
// negativeSlope·x where x < 0; gelu x·Φ(x) or its approximation by tanh; sigmoid; tanh.
#pragma once

#include "nn/layer.h"

namespace layca {

LayerPlan plan(const ReluSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const ReluSpec& spec, const LayerParts& parts);

LayerPlan plan(const LeakyReluSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const LeakyReluSpec& spec, const LayerParts& parts);

LayerPlan plan(const GeluSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const GeluSpec& spec, const LayerParts& parts);

LayerPlan plan(const SigmoidSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const SigmoidSpec& spec, const LayerParts& parts);

LayerPlan plan(const TanhSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const TanhSpec& spec, const LayerParts& parts);

}  // namespace layca
