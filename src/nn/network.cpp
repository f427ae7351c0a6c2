#include "nn/network.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <map>

#include "engine_errors.h"
#include "nn/autocast.h"
#include "nn/initializers.h"
#include "nn/layout.h"
#include "nn/residual.h"

namespace layca {

Network::Network(const NetworkSpec& spec, NetworkPlan plan, const at::TensorOptions& options,
                 bool autocast)
    : plan_(std::move(plan)), options_(options), autocast_(autocast) {
  layers_ = build(spec.layers, plan_.layers, nullptr);
}

Sequence Network::build(const std::vector<LayerSpec>& specs,
                        const std::vector<PlannedLayer>& planned, const std::size_t* top) {
  Sequence layers;
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const std::size_t index = top ? *top : i;
    const LayerParts parts = take(planned.at(i), index);
    if (const auto* residual = std::get_if<ResidualSpec>(&specs[i].kind)) {
      Sequence branch = build(residual->branch, planned.at(i).branch, &index);
      Sequence shortcut = build(residual->shortcut, planned.at(i).shortcut, &index);
      layers.add(makeResidual(std::move(branch), std::move(shortcut)));
    } else {
      layers.add(makeLayer(specs[i].kind, parts));
    }
  }
  return layers;
}

LayerParts Network::take(const PlannedLayer& planned, std::size_t top) {
  LayerParts parts{planned.input, {}, {}, built_++};
  for (const ParameterPlan& parameter : planned.plan.parameters) {
    const Shape& shape = parameter.shape;
    const auto format = layoutFor(static_cast<std::int64_t>(shape.size()), options_.device());
    const at::Tensor value = at::empty(shape, options_.memory_format(format));
    const std::string key = planned.name + "." + parameter.name;
    const int kernel = shape.size() >= 2 ? kernels_++ : -1;
    parts.parameters.push_back(value);
    parameters_.push_back({key, top, planned.name, value, kernel});
    state_.emplace_back(key, value);
  }
  for (const BufferPlan& buffer : planned.plan.buffers) {
    const auto type = buffer.integer ? options_.dtype(at::kLong) : options_;
    parts.buffers.push_back(at::full(buffer.shape, buffer.value, type));
    state_.emplace_back(planned.name + "." + buffer.name, parts.buffers.back());
  }
  return parts;
}

void Network::draw(std::uint64_t seed) {
  std::uint32_t index = 0;
  for (const PlannedLayer* layer : inForwardOrder(plan_.layers)) {
    for (const ParameterPlan& parameter : layer->plan.parameters) {
      parameters_[index].value.copy_(firstValues(parameter, seed, index));
      ++index;
    }
  }
}

void Network::load(const StateDict& state, const std::string& place) {
  const at::NoGradGuard noGrad;
  checkState(plan_, state, place);
  for (const auto& [key, value] : state) {
    const auto own = std::find_if(state_.begin(), state_.end(),
                                  [&key = key](const auto& entry) { return entry.first == key; });
    own->second.copy_(value);
  }
}

at::Tensor Network::forward(const at::Tensor& x, const ForwardContext& context, std::size_t from,
                            std::size_t to) const {
  const AutocastGuard guard(autocast_, options_.device().type());
  const at::Tensor input = x.dim() == 4 ? x.contiguous(inputFormat(from)) : x;
  const at::Tensor y = layers_.forward(input, context, /*mayOverwrite=*/false, from, to);
  return autocast_ ? y.to(options_.dtype()) : y;
}

at::MemoryFormat Network::inputFormat(std::size_t from) const {
  return layers_.takesContiguous(from) ? at::MemoryFormat::Contiguous
                                       : layoutFor(/*dimensions=*/4, options_.device());
}

StateDict Network::state() const { return state_; }

bool Network::prefixIsPure(std::size_t to) const { return !layers_.dependsOnTraining(to); }

StateDict cloneState(const StateDict& state) {
  StateDict copy;
  for (const auto& [key, value] : state) copy.emplace_back(key, value.detach().clone());
  return copy;
}

StateDict contiguousCopy(const StateDict& state) {
  StateDict copy;
  for (const auto& [key, value] : state) {
    copy.emplace_back(key, value.detach().clone(at::MemoryFormat::Contiguous));
  }
  return copy;
}

void checkState(const NetworkPlan& plan, const StateDict& state, const std::string& place) {
  std::map<std::string, Shape> expected;
  for (const PlannedLayer* layer : inForwardOrder(plan.layers)) {
    const std::string prefix = layer->name + ".";
    for (const auto& own : layer->plan.parameters) expected[prefix + own.name] = own.shape;
    for (const auto& own : layer->plan.buffers) expected[prefix + own.name] = own.shape;
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
