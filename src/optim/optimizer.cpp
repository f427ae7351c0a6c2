#include "optim/optimizer.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine_errors.h"
#include "optim/layca.h"

namespace layca {

namespace {

bool decays(const WeightDecayOn& on, const Parameter& parameter, const std::string& layer) {
  switch (on.kind) {
    case WeightDecayOn::Kind::all:
      return true;
    case WeightDecayOn::Kind::kernels:
      return parameter.kernel >= 0;
    case WeightDecayOn::Kind::layers:
      return std::find(on.layers.begin(), on.layers.end(), layer) != on.layers.end();
  }
  return false;
}

}  // namespace

bool steps(const OptimizerSpec& spec, const Parameter& parameter) {
  return !spec.transform || parameter.kernel >= 0 || spec.transform->others == Others::base;
}

Optimizer::Optimizer(const OptimizerSpec& spec, Network& network,
                     const std::vector<bool>& trained) {
  const RuleSpec& rule = spec.rule;
  std::vector<bool> decayed;
  std::vector<std::string> names;
  std::vector<at::Tensor> kernels;
  std::vector<bool> kernelTrained;
  for (std::size_t i = 0; i < network.parameters().size(); ++i) {
    const Parameter& parameter = network.parameters()[i];
    const std::string& layer = network.plan().layers[parameter.layer].name;
    if (parameter.kernel >= 0) {
      names.push_back(layer);
      kernels.push_back(parameter.value);
      kernelTrained.push_back(trained[i]);
    }
    if (!trained[i]) continue;
    slots_.push_back({parameter.value, parameter.kernel});
    decayed.push_back(decays(weightDecayOn(rule), parameter, layer));
  }
  rule_ = makeRule(rule, decayed);
  if (spec.transform) {
    transform_ = makeLayca(*spec.transform, names, kernels, kernelTrained);
  }
}

void Optimizer::step(std::vector<at::Tensor>& gradients, double factor) {
  const at::NoGradGuard noGrad;
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    Slot& slot = slots_[i];
    const bool transformed = transform_ && slot.kernel >= 0;
    const double lr = transformed ? 1 : rule_->lr() * factor;
    const BaseStep base = rule_->step(i, slot.value, gradients[i], lr);
    if (transformed) {
      transform_->apply(static_cast<std::size_t>(slot.kernel), slot.value, base, factor);
    } else {
      slot.value.sub_(base.direction, base.scale);
    }
  }
}

double Optimizer::rate() const { return transform_ ? transform_->rate() : rule_->lr(); }

}  // namespace layca
