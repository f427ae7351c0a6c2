#include "optim/optimizer.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include "engine_errors.h"
#include "numeric/sums.h"
#include "optim/fused_step.h"
#include "optim/multi_tensor_step.h"

namespace layca {

namespace {

constexpr const char* kBuffers = "layca/optimizer/";
constexpr const char* kUpdates = "layca/updates";

bool decays(const WeightDecayOn& on, const OptimizedParameter& parameter) {
  switch (on.kind) {
    case WeightDecayOn::Kind::all:
      return true;
    case WeightDecayOn::Kind::kernels:
      return parameter.kernel >= 0;
    case WeightDecayOn::Kind::layers:
      return covers(on.layers, parameter.layer);
  }
  return false;
}

bool sharesMemory(const at::Tensor& a, const at::Tensor& b) {
  return a.numel() > 0 && a.numel() == b.numel() && a.is_alias_of(b) &&
         a.storage_offset() == b.storage_offset();
}

void requireDense(const OptimizedParameter& parameter) {
  const at::ScalarType type = parameter.value.scalar_type();
  if ((type != at::kFloat && type != at::kDouble) ||
      !parameter.value.is_non_overlapping_and_dense()) {
    throw InputError(parameter.place,
                     "expected a dense parameter of float32 or float64 but received another");
  }
}

}  // namespace

bool steps(const OptimizerSpec& spec, int kernel) {
  return !spec.transform || kernel >= 0 || spec.transform->others == Others::base;
}

bool covers(const std::vector<std::string>& names, const std::string& layer) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return layer == name || layer.rfind(name + ".", 0) == 0;
  });
}

std::string layerPlace(const std::string& layer) { return "layer \"" + layer + "\""; }

void requireNonZero(const std::string& place, double squaredNorm) {
  if (squaredNorm != 0) return;
  throw InputError(
      place, "expected a kernel that is not zero (its rotation is undefined) but received zeros");
}

Optimizer::Optimizer(const OptimizerSpec& spec, const std::vector<OptimizedParameter>& parameters,
                     Path path)
    : rule_(makeRule(spec.rule)) {
  const auto kernels = std::count_if(parameters.begin(), parameters.end(),
                                     [](const auto& parameter) { return parameter.kernel >= 0; });
  if (spec.transform) {
    transform_ = makeTransform(*spec.transform, static_cast<std::size_t>(kernels));
  }
  const auto states = rule_->states();
  bool onCpu = true;
  for (const OptimizedParameter& parameter : parameters) {
    if (!parameter.trained) continue;
    requireDense(parameter);
    const at::Tensor value = parameter.value.detach();
    const std::size_t gradient = trained_.size();
    trained_.push_back({value, parameter.place, value.sizes().vec(), value.strides().vec()});
    const bool tied = std::any_of(slots_.begin(), slots_.end(), [&](const Slot& slot) {
      return sharesMemory(slot.value, value);
    });
    if (tied) continue;
    const bool decayed = decays(rule_->weightDecayOn(), parameter);
    Slot slot{value,
              parameter.key,
              parameter.place,
              parameter.kernel,
              transform_ && parameter.kernel >= 0,
              decayed ? rule_->weightDecay() : 0,
              gradient};
    for (std::size_t k = 0; k < states.size(); ++k) {
      slot.states[k] = at::full_like(value, states[k].initial);
    }
    onCpu = onCpu && value.is_cpu();
    slots_.push_back(std::move(slot));
  }
  if (transform_) {
    std::vector<at::Tensor> values;
    for (const Slot& slot : slots_) values.push_back(slot.value);
    const std::vector<double> norms = l2Norms(values);
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (!slots_[i].transformed) continue;
      requireNonZero(slots_[i].place, norms[i]);
      slots_[i].initialNorm = norms[i];
    }
  }
  fused_ = onCpu && path == Path::native;
  makePath();
}

Optimizer::~Optimizer() = default;

void Optimizer::makePath() {
  path_ = fused_ ? makeFusedStep(slots_, *rule_, transform_.get())
                 : makeMultiTensorStep(slots_, *rule_, transform_.get());
}

bool Optimizer::measureFrom(const std::vector<at::Tensor>& initial) {
  if (!fused_) return false;
  for (Slot& slot : slots_) {
    if (slot.kernel < 0) continue;
    slot.initial = initial.at(static_cast<std::size_t>(slot.kernel));
    TORCH_INTERNAL_ASSERT(slot.initial.strides() == slot.value.strides() &&
                          slot.initial.scalar_type() == slot.value.scalar_type());
  }
  return true;
}

std::optional<std::size_t> Optimizer::firstNonFinite(
    const std::vector<at::Tensor>& gradients) const {
  if (!fused_) {
    std::vector<at::Tensor> given;
    for (const at::Tensor& gradient : gradients) {
      if (gradient.defined() && gradient.numel() > 0) given.push_back(gradient);
    }
    if (given.empty()) return std::nullopt;
    const double largest = std::numeric_limits<double>::infinity();
    const at::Tensor norms = at::stack(at::_foreach_norm(given, largest));
    if (at::isfinite(norms).all().item<bool>()) return std::nullopt;
  }
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    if (gradients[i].defined() && !allFinite(gradients[i])) return i;
  }
  return std::nullopt;
}

void Optimizer::requireNoZeroKernel(const std::vector<at::Tensor>& gradients) const {
  for (const Slot& slot : slots_) {
    const bool moves = slot.transformed && gradients[slot.gradient].defined();
    if (moves && allZero(slot.value)) requireNonZero(slot.place, 0);
  }
}

void Optimizer::requireUsable(const std::vector<at::Tensor>& gradients) const {
  if (gradients.size() != trained_.size()) {
    throw InputError("gradients", "expected " + std::to_string(trained_.size()) +
                                      " of them, one a parameter, but received " +
                                      std::to_string(gradients.size()));
  }
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    const Trained& own = trained_[i];
    const at::Tensor& value = own.value;
    const auto bytes = static_cast<std::size_t>((value.storage_offset() + value.numel()) *
                                                static_cast<std::int64_t>(value.element_size()));
    if (value.sizes() != own.sizes || value.strides() != own.strides ||
        value.storage().nbytes() < bytes) {
      throw InputError(own.place, "expected the parameter's memory as it was but it was resized");
    }
    const at::Tensor& gradient = gradients[i];
    if (!gradient.defined()) continue;
    if (gradient.sizes() != value.sizes() || gradient.scalar_type() != value.scalar_type() ||
        gradient.device() != value.device()) {
      std::ostringstream message;
      message << "expected " << value.toString() << " " << value.sizes() << ", as its parameter, "
              << "but received " << gradient.toString() << " " << gradient.sizes();
      throw InputError("gradients[" + std::to_string(i) + "]", message.str());
    }
  }
}

std::optional<std::size_t> Optimizer::step(std::vector<at::Tensor>& gradients, double factor,
                                           std::vector<StepMeasure>* measures) {
  const at::NoGradGuard noGrad;
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    if (!gradients[i].defined()) continue;
    const at::Tensor& value = trained_[i].value;
    gradients[i] = gradients[i].detach();
    if (gradients[i].strides() != value.strides()) {
      gradients[i] = at::empty_like(value).copy_(gradients[i]);
    }
  }
  const auto bad = path_->step(gradients, {updates_ + 1, factor}, measures);
  if (bad) return slots_[*bad].gradient;
  ++updates_;
  for (Slot& slot : slots_) {
    if (!gradients[slot.gradient].defined()) ++slot.missed;
  }
  return std::nullopt;
}

double Optimizer::rate() const { return transform_ ? transform_->rate() : rule_->lr(); }

NamedTensors Optimizer::state() const {
  const auto states = rule_->states();
  NamedTensors all;
  for (const Slot& slot : slots_) {
    for (std::size_t k = 0; k < states.size(); ++k) {
      all.emplace_back(slot.key + "." + states[k].name, slot.states[k]);
    }
  }
  return all;
}

void Optimizer::save(SavedState& saved) const {
  for (const auto& [key, buffer] : state()) saved.put(kBuffers + key, buffer);
  saved.put(kUpdates, std::vector<std::int64_t>{updates_});
}

void Optimizer::resume(const SavedState& saved) {
  for (const auto& [key, buffer] : state()) saved.copyInto(kBuffers + key, buffer);
  updates_ = saved.integers(kUpdates, 1)[0];
}

std::vector<at::Tensor> Optimizer::secondMoments() const {
  std::vector<at::Tensor> moments;
  if (rule_->secondMoment() < 0) return moments;
  for (const Slot& slot : slots_) {
    if (slot.kernel >= 0) {
      moments.push_back(slot.states[static_cast<std::size_t>(rule_->secondMoment())]);
    }
  }
  return moments;
}

}  // namespace layca
