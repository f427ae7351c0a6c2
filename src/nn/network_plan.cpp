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

/// Where a list of layers stands.
struct ListPlace {
  /// `network.layers` or `network.layers[4].branch`
  std::string path;
  /// `4.branch.`, what the full names of its layers begin with.
  std::string prefix;
};

std::vector<PlannedLayer> planList(const std::vector<LayerSpec>& specs, Shape shape,
                                   const ListPlace& place);

Shape outputOf(const std::vector<PlannedLayer>& layers, const Shape& input) {
  return layers.empty() ? input : layers.back().plan.output;
}

PlannedLayer planOne(const LayerKindSpec& kind, const std::string& name, const Shape& input,
                     const std::string& path) {
  PlannedLayer planned{name, input, {}, {}, {}};
  if (const auto* residual = std::get_if<ResidualSpec>(&kind)) {
    planned.branch = planList(residual->branch, input, {path + ".branch", name + ".branch."});
    planned.shortcut =
        planList(residual->shortcut, input, {path + ".shortcut", name + ".shortcut."});
    const Shape branch = outputOf(planned.branch, input);
    const Shape shortcut = outputOf(planned.shortcut, input);
    if (branch != shortcut) {
      throw InputError(path, "expected branch and shortcut of one shape but received " +
                                 shapeText(branch) + " and " + shapeText(shortcut) + " a sample");
    }
    planned.plan.output = branch;
    return planned;
  }
  try {
    planned.plan = planLayer(kind, input);
    elementCount(planned.plan.output);
    for (const ParameterPlan& parameter : planned.plan.parameters) elementCount(parameter.shape);
  } catch (const InputError& error) {
    throw InputError(path, error.what());
  }
  return planned;
}

std::vector<PlannedLayer> planList(const std::vector<LayerSpec>& specs, Shape shape,
                                   const ListPlace& place) {
  std::vector<PlannedLayer> layers;
  std::set<std::string> names;
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const std::string path = place.path + "[" + std::to_string(i) + "]";
    const std::string name = specs[i].name.value_or(std::to_string(i));
    if (!names.insert(name).second) {
      throw InputError(path + ".name",
                       "expected a name of its own but received a second \"" + name + "\"");
    }
    layers.push_back(planOne(specs[i].kind, place.prefix + name, shape, path));
    shape = layers.back().plan.output;
  }
  return layers;
}

void append(const std::vector<PlannedLayer>& layers, std::vector<const PlannedLayer*>& order) {
  for (const PlannedLayer& layer : layers) {
    order.push_back(&layer);
    append(layer.branch, order);
    append(layer.shortcut, order);
  }
}

}  // namespace

NetworkPlan planNetwork(const NetworkSpec& spec, bool anyOutput) {
  NetworkPlan network{inputShape(spec.input), {}, {}, 0};
  elementCount(network.input);
  network.layers = planList(spec.layers, network.input, {"network.layers", ""});
  for (const PlannedLayer* layer : inForwardOrder(network.layers)) {
    for (const ParameterPlan& parameter : layer->plan.parameters) {
      if (parameter.shape.size() >= 2) {
        network.kernels.push_back(
            {layer->name, layer->name + "." + parameter.name, parameter.shape});
      }
    }
  }
  const Shape output = outputOf(network.layers, network.input);
  if (output.size() != 1 && anyOutput) return network;
  if (output.size() != 1) {
    throw InputError("network.layers", "expected an output of [N, classes] but received " +
                                           shapeText(output) + " a sample");
  }
  network.classes = output[0];
  return network;
}

std::vector<const PlannedLayer*> inForwardOrder(const std::vector<PlannedLayer>& layers) {
  std::vector<const PlannedLayer*> order;
  append(layers, order);
  return order;
}

}  // namespace layca
