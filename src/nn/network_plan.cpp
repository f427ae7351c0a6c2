#include "nn/network_plan.h"

#include <set>

#include "engine_errors.h"

namespace layca {

namespace {

Shape inputShape(const InputSpec& input) {
  if (const auto* vector = std::get_if<VectorInput>(&input)) return {vector->features};
  const auto& image = std::get<ImageInput>(input);
  return {image.channels, image.height, image.width};
}

}  // namespace

NetworkPlan planNetwork(const NetworkSpec& spec) {
  NetworkPlan network{inputShape(spec.input), {}, {}, 0};
  Shape shape = network.input;
  elementCount(shape);
  std::set<std::string> names;
  for (std::size_t i = 0; i < spec.layers.size(); ++i) {
    const std::string place = "network.layers[" + std::to_string(i) + "]";
    const LayerSpec& layer = spec.layers[i];
    std::string name = layer.name.value_or(std::to_string(i));
    if (!names.insert(name).second) {
      throw InputError(place + ".name",
                       "expected a name of its own but received a second \"" + name + "\"");
    }
    try {
      PlannedLayer planned{name, shape, planLayer(layer.kind, shape)};
      elementCount(planned.plan.output);
      for (const ParameterPlan& parameter : planned.plan.parameters) {
        elementCount(parameter.shape);
        if (parameter.shape.size() >= 2) {
          network.kernels.push_back({name, name + "." + parameter.name, parameter.shape});
        }
      }
      shape = planned.plan.output;
      network.layers.push_back(std::move(planned));
    } catch (const InputError& error) {
      throw InputError(place, error.what());
    }
  }
  if (shape.size() != 1) {
    throw InputError("network.layers", "expected an output of [N, classes] but received " +
                                           shapeText(shape) + " a sample");
  }
  network.classes = shape[0];
  return network;
}

}  // namespace layca
