#include "optim/rules/rmsprop.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "optim/rules/rule_of.h"

namespace layca {

namespace {

template <bool kCentered, bool kMomentum>
constexpr auto rmspropStates() {
  if constexpr (kCentered && kMomentum) {
    return std::array<const char*, 3>{"square_avg", "grad_avg", "momentum_buffer"};
  } else if constexpr (kCentered) {
    return std::array<const char*, 2>{"square_avg", "grad_avg"};
  } else if constexpr (kMomentum) {
    return std::array<const char*, 2>{"square_avg", "momentum_buffer"};
  } else {
    return std::array<const char*, 1>{"square_avg"};
  }
}

template <bool kCentered, bool kMomentum>
struct RmspropRule {
  using Spec = RmspropSpec;
  static constexpr auto kStates = rmspropStates<kCentered, kMomentum>();
  static constexpr int kSecondMoment = 0;
  static constexpr std::size_t kMean = 1;
  static constexpr std::size_t kBuffer = kCentered ? 2 : 1;
  static double initial(const Spec&, std::size_t) { return 0; }
  static double scale(const Spec&, const Update& update) { return update.lr; }

  template <typename T>
  struct Element {
    T alpha;
    T rest;
    T eps;
    T mu;

    Element(const Spec& spec, const Update&)
        : alpha(static_cast<T>(spec.alpha)),
          rest(static_cast<T>(1 - spec.alpha)),
          eps(static_cast<T>(spec.eps)),
          mu(static_cast<T>(spec.momentum)) {}

    T scaled(T gradient, const T* state) const {
      T v = state[0];
      if constexpr (kCentered) v = std::max(T{0}, v - state[kMean] * state[kMean]);
      return gradient / (std::sqrt(v) + eps);
    }
    T advance(T w, T g, T decay, T* state) const {
      const T gradient = g + decay * w;
      state[0] = alpha * state[0] + rest * gradient * gradient;
      if constexpr (kCentered) state[kMean] += rest * (gradient - state[kMean]);
      if constexpr (!kMomentum) return scaled(gradient, state);
      return state[kBuffer] = mu * state[kBuffer] + scaled(gradient, state);
    }
    T again(T w, T g, T decay, const T* state) const {
      if constexpr (kMomentum) return state[kBuffer];
      return scaled(g + decay * w, state);
    }
    const T* ready(const RuleBlock<T>& block, bool advanced) const {
      return kMomentum && advanced ? block.states[kBuffer] : nullptr;
    }
  };

  static std::vector<at::Tensor> multiTensor(const Spec& spec, RuleLists& lists, const Update&) {
    const auto& g = lists.gradients;
    if (lists.decay != 0) at::_foreach_add_(g, lists.weights, lists.decay);
    at::_foreach_mul_(lists.states[0], spec.alpha);
    at::_foreach_addcmul_(lists.states[0], g, g, 1 - spec.alpha);
    std::vector<at::Tensor> below;
    if constexpr (kCentered) {
      at::_foreach_lerp_(lists.states[kMean], g, 1 - spec.alpha);
      below = at::_foreach_addcmul(lists.states[0], lists.states[kMean], lists.states[kMean], -1);
      at::_foreach_clamp_min_(below, 0);
      at::_foreach_sqrt_(below);
    } else {
      below = at::_foreach_sqrt(lists.states[0]);
    }
    at::_foreach_add_(below, spec.eps);
    if constexpr (!kMomentum) return at::_foreach_div(g, below);
    at::_foreach_mul_(lists.states[kBuffer], spec.momentum);
    at::_foreach_addcdiv_(lists.states[kBuffer], g, below, 1);
    return lists.states[kBuffer];
  }
};

using Rmsprop = RmspropRule<false, false>;
using CenteredRmsprop = RmspropRule<true, false>;
using MomentumRmsprop = RmspropRule<false, true>;
using CenteredMomentumRmsprop = RmspropRule<true, true>;
LAYCA_RULE_LOOPS(Rmsprop)
LAYCA_RULE_LOOPS(CenteredRmsprop)
LAYCA_RULE_LOOPS(MomentumRmsprop)
LAYCA_RULE_LOOPS(CenteredMomentumRmsprop)

}  // namespace

std::unique_ptr<StepRule> make(const RmspropSpec& spec) {
  if (spec.centered && spec.momentum != 0) {
    return std::make_unique<RuleOf<CenteredMomentumRmsprop>>(spec);
  }
  if (spec.centered) return std::make_unique<RuleOf<CenteredRmsprop>>(spec);
  if (spec.momentum != 0) return std::make_unique<RuleOf<MomentumRmsprop>>(spec);
  return std::make_unique<RuleOf<Rmsprop>>(spec);
}

}  // namespace layca
