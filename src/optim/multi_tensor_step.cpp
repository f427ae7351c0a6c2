#include "optim/multi_tensor_step.h"

#include <ATen/ATen.h>

#include <limits>
#include <utility>

namespace layca {

namespace {

using Tensors = std::vector<at::Tensor>;

/// Parameters that one call of an operator can take together.
struct Group {
  bool transformed;
  double decay;
  std::int64_t missed;
  at::TensorOptions options;
  std::vector<std::size_t> slots;
  /// [L], of transformed ones.
  at::Tensor initialNorms{};
};

/// Norms of a list as a float64 tensor [L].
at::Tensor normsOf(const Tensors& tensors) {
  return at::stack(at::_foreach_norm(tensors, 2, at::kDouble));
}

/// Inner products of two lists, [L].
at::Tensor innerProducts(const Tensors& a, const Tensors& b) {
  Tensors sums;
  for (const at::Tensor& product : at::_foreach_mul(a, b)) sums.push_back(product.sum(at::kDouble));
  return at::stack(sums);
}

/// The elements of a tensor [L] as scalars of the list's type on its device.
Tensors scalars(const at::Tensor& values, const at::TensorOptions& options) {
  return values.to(options).unbind(0);
}

class MultiTensorStep : public StepPath {
 public:
  MultiTensorStep(const std::vector<Slot>& slots, const StepRule& rule,
                  const KernelTransform* transform)
      : slots_(slots), rule_(rule), transform_(transform) {}

  std::optional<std::size_t> step(std::vector<at::Tensor>& gradients, const StepTime& time,
                                  std::vector<StepMeasure>* measures) override {
    TORCH_INTERNAL_ASSERT(measures == nullptr, "only the fused step measures");
    regroup(gradients);
    if (groups_.empty()) return std::nullopt;
    std::vector<Tensors> steps;
    for (const Group& group : groups_) {
      RuleLists lists = listsOf(group, gradients);
      // Others are stepped once every kernel is known to be finite.
      steps.push_back(group.transformed ? rule_.multiTensor(lists, updateFor(group, time))
                                        : lists.gradients);
    }
    if (transform_ != nullptr) {
      if (const auto bad = firstNonFinite(steps)) return bad;
    }
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      if (groups_[g].transformed) {
        moveKernels(groups_[g], steps[g], time.factor);
      } else {
        stepAlone(groups_[g], gradients, updateFor(groups_[g], time));
      }
    }
    return std::nullopt;
  }

 private:
  Update updateFor(const Group& group, const StepTime& time) const {
    return updateOf(rule_, slots_[group.slots.front()], time);
  }

  /// Makes the groups of the slots that have gradients, where they are not those of the last step.
  void regroup(const std::vector<at::Tensor>& gradients) {
    constexpr std::int64_t kNoPart = -1;
    std::vector<std::int64_t> parts;
    for (const Slot& slot : slots_) {
      parts.push_back(gradients[slot.gradient].defined() ? slot.missed : kNoPart);
    }
    if (parts == parts_) return;
    parts_ = std::move(parts);
    groups_.clear();
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (parts_[i] != kNoPart) groupOf(slots_[i]).slots.push_back(i);
    }
    for (Group& group : groups_) {
      if (!group.transformed) continue;
      std::vector<double> norms;
      for (const std::size_t i : group.slots) norms.push_back(slots_[i].initialNorm);
      group.initialNorms = at::tensor(norms, at::kDouble).to(group.options.device());
    }
  }

  Group& groupOf(const Slot& slot) {
    const at::TensorOptions options = slot.value.options().requires_grad(false);
    for (Group& group : groups_) {
      if (group.transformed == slot.transformed && group.decay == slot.decay &&
          group.missed == slot.missed && group.options.dtype() == options.dtype() &&
          group.options.device() == options.device()) {
        return group;
      }
    }
    groups_.push_back({slot.transformed, slot.decay, slot.missed, options, {}});
    return groups_.back();
  }

  Tensors weightsOf(const Group& group) const {
    Tensors weights;
    for (const std::size_t i : group.slots) weights.push_back(slots_[i].value.detach());
    return weights;
  }

  RuleLists listsOf(const Group& group, const std::vector<at::Tensor>& gradients) const {
    RuleLists lists{weightsOf(group), {}, {}, group.decay};
    for (const std::size_t i : group.slots) {
      lists.gradients.push_back(gradients[slots_[i].gradient]);
      for (std::size_t k = 0; k < kMostStates; ++k) {
        if (slots_[i].states[k].defined()) lists.states[k].push_back(slots_[i].states[k]);
      }
    }
    return lists;
  }

  std::optional<std::size_t> firstNonFinite(const std::vector<Tensors>& steps) const {
    Tensors flags;
    for (const Tensors& list : steps) flags.push_back(at::isfinite(normsOf(list)));
    at::Tensor all = flags.front().all();
    for (const at::Tensor& flag : flags) all = all.logical_and(flag.all());
    if (all.item<bool>()) return std::nullopt;
    std::optional<std::size_t> first;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      for (std::size_t i = 0; i < groups_[g].slots.size(); ++i) {
        const std::size_t slot = groups_[g].slots[i];
        const bool finite = flags[g][static_cast<std::int64_t>(i)].item<bool>();
        if (!finite && (!first || slot < *first)) first = slot;
      }
    }
    return first;
  }

  void stepAlone(const Group& group, const std::vector<at::Tensor>& gradients,
                 const Update& update) const {
    RuleLists lists = listsOf(group, gradients);
    const Tensors steps = rule_.multiTensor(lists, update);
    at::_foreach_add_(lists.weights, steps, -rule_.scale(update));
  }

  at::Tensor ratesOf(const Group& group, double factor) const {
    std::vector<double> rates;
    for (const std::size_t i : group.slots) {
      rates.push_back(transform_->rate() * factor *
                      transform_->multiplier(static_cast<std::size_t>(slots_[i].kernel)));
    }
    return at::tensor(rates, at::kDouble).to(group.options.device(), /*non_blocking=*/true);
  }

  /// w ← c·w − b·(s − k·w) with p = s − k₁·w computed first, k₁ near k, and so
  /// w ← (c + b(k − k₁))·w − b·p: where s is nearly parallel to w, p is what must not be rounded.
  void moveKernels(const Group& group, const Tensors& given, double factor) const {
    const Tensors w = weightsOf(group);
    // Of length one, so that no product of float32 overflows or vanishes; transforms know no
    // length.
    const at::Tensor lengths = normsOf(given);
    const Tensors steps = at::_foreach_div(
        given, scalars(at::where(lengths > 0, lengths, at::ones_like(lengths)), group.options));
    const at::Tensor ww = normsOf(w).square();
    const at::Tensor ss = normsOf(steps).square();
    const at::Tensor ws = innerProducts(w, steps);
    KernelSums<at::Tensor> sums{ww,
                                ws,
                                ss,
                                at::zeros_like(ww),
                                at::ones_like(ww),
                                group.initialNorms,
                                ratesOf(group, factor)};
    Tensors p = steps;
    at::Tensor near = at::zeros_like(ww);
    if (transform_->projects()) {
      const Tensors nearScalars = scalars(ws / ww, group.options);
      near = at::stack(nearScalars).to(at::kDouble);
      p = at::_foreach_sub(steps, at::_foreach_mul(w, nearScalars));
      const at::Tensor rest = innerProducts(w, p) / ww;
      sums.across = normsOf(p).square() - rest.square() * ww;
      sums.along = near + rest;
    }
    const bool wide = group.options.dtype() == at::kDouble;
    const Move<at::Tensor> how =
        transform_->move(sums, wide ? std::numeric_limits<double>::epsilon()
                                    : std::numeric_limits<float>::epsilon());
    const at::Tensor stays = how.b == 0;
    const at::Tensor ofW = at::where(stays, how.c, how.c + how.b * (how.k - near));
    at::_foreach_mul_(w, scalars(ofW, group.options));
    at::_foreach_sub_(w, at::_foreach_mul(p, scalars(how.b, group.options)));
  }

  const std::vector<Slot>& slots_;
  const StepRule& rule_;
  const KernelTransform* transform_;
  /// Of the slots, the updates they had missed at the last step, or that they had no part in it.
  std::vector<std::int64_t> parts_;
  std::vector<Group> groups_;
};

}  // namespace

std::unique_ptr<StepPath> makeMultiTensorStep(const std::vector<Slot>& slots, const StepRule& rule,
                                              const KernelTransform* transform) {
  return std::make_unique<MultiTensorStep>(slots, rule, transform);
}

}  // namespace layca
