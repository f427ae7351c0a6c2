#include "nn/network.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <map>

#include "engine_errors.h"
#include "nn/autocast.h"
#include "nn/initializers.h"

namespace layca {

Network::Network(const NetworkSpec& spec, NetworkPlan plan, const at::TensorOptions& options,
                 bool autocast)
    : plan_(std::move(plan)), options_(options), autocast_(autocast) {
  int kernels = 0;
  for (std::size_t i = 0; i < plan_.layers.size(); ++i) {
    const PlannedLayer& planned = plan_.layers[i];
    LayerTensors own;
    for (const ParameterPlan& parameter : planned.plan.parameters) {
      at::Tensor value = at::empty(parameter.shape, options);
      const std::string key = planned.name + "." + parameter.name;
      own.parameters.push_back(value);
      parameters_.push_back({key, i, value, parameter.shape.size() >= 2 ? kernels++ : -1});
      state_.emplace_back(key, value);
    }
    for (const BufferPlan& buffer : planned.plan.buffers) {
      const auto type = buffer.integer ? options.dtype(at::kLong) : options;
      own.buffers.push_back(at::full(buffer.shape, buffer.value, type));
      state_.emplace_back(planned.name + "." + buffer.name, own.buffers.back());
    }
    layers_.push_back(makeLayer(spec.layers.at(i).kind, own));
  }
}

void Network::draw(std::uint64_t seed) {
  std::uint32_t index = 0;
  for (const PlannedLayer& planned : plan_.layers) {
    for (const ParameterPlan& parameter : planned.plan.parameters) {
      parameters_[index].value.copy_(firstValues(parameter, seed, index));
      ++index;
    }
  }
}

void Network::load(const StateDict& state) {
  checkState(plan_, state, "initialWeights");
  for (const auto& [key, value] : state) {
    const auto own = std::find_if(state_.begin(), state_.end(),
                                  [&key = key](const auto& entry) { return entry.first == key; });
    own->second.copy_(value);
  }
}

at::Tensor Network::forward(at::Tensor x, bool training, std::size_t from, std::size_t to) {
  const AutocastGuard guard(autocast_, options_.device().type());
  const std::size_t end = std::min(to, layers_.size());
  bool mayOverwrite = false;
  for (std::size_t i = from; i < end; ++i) {
    x = layers_[i]->forward(std::move(x), training, mayOverwrite);
    mayOverwrite = layers_[i]->outputMayBeOverwritten();
  }
  return autocast_ ? x.to(options_.dtype()) : x;
}

StateDict Network::state() const { return state_; }

bool Network::prefixIsPure(std::size_t to) const {
  return std::none_of(layers_.begin(), layers_.begin() + static_cast<std::ptrdiff_t>(to),
                      [](const auto& layer) { return layer->dependsOnTraining(); });
}

StateDict cloneState(const StateDict& state) {
  StateDict copy;
  for (const auto& [key, value] : state) copy.emplace_back(key, value.detach().clone());
  return copy;
}

void checkState(const NetworkPlan& plan, const StateDict& state, const std::string& place) {
  std::map<std::string, Shape> expected;
  for (const PlannedLayer& layer : plan.layers) {
    for (const auto& own : layer.plan.parameters) expected[layer.name + "." + own.name] = own.shape;
    for (const auto& own : layer.plan.buffers) expected[layer.name + "." + own.name] = own.shape;
  }
  for (const auto& [key, value] : state) {
    const std::string at = place + "[\"" + key + "\"]";
    const auto found = expected.find(key);
    if (found == expected.end()) {
      throw InputError(at, "expected a key of the network but received one it does not have");
    }
    if (value.sizes().vec() != found->second) {
      throw InputError(at, "expected shape " + shapeText(found->second) + " but received " +
                               shapeText(value.sizes().vec()));
    }
    expected.erase(found);
  }
  if (!expected.empty()) {
    throw InputError(place + "[\"" + expected.begin()->first + "\"]",
                     "expected a tensor but received nothing");
  }
}

}  // namespace layca
