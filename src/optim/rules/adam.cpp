#include "optim/rules/adam.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "optim/rules/rule_of.h"

namespace layca {

namespace {

template <bool kAmsgrad>
constexpr auto adamStates() {
  if constexpr (kAmsgrad) {
    return std::array<const char*, 3>{"exp_avg", "exp_avg_sq", "max_exp_avg_sq"};
  } else {
    return std::array<const char*, 2>{"exp_avg", "exp_avg_sq"};
  }
}

/// 1 − βᵗ
double correction(double beta, const Update& update) {
  return 1 - std::pow(beta, static_cast<double>(update.t));
}

template <bool kAmsgrad>
struct AdamRule {
  using Spec = AdamSpec;
  static constexpr auto kStates = adamStates<kAmsgrad>();
  static constexpr int kSecondMoment = 1;
  static double initial(const Spec&, std::size_t) { return 0; }
  static double scale(const Spec&, const Update& update) { return update.lr; }

  template <typename T>
  struct Element {
    T beta1;
    T beta2;
    T rest1;
    T rest2;
    /// 1/(1−β₁ᵗ)
    T unbias;
    /// 1/√(1−β₂ᵗ)
    T unbiasRoot;
    T eps;
    /// Whether decay goes to the gradient, 1 or 0, or to the step.
    T coupled;
    T decoupled;

    Element(const Spec& spec, const Update& update)
        : beta1(static_cast<T>(spec.beta1)),
          beta2(static_cast<T>(spec.beta2)),
          rest1(static_cast<T>(1 - spec.beta1)),
          rest2(static_cast<T>(1 - spec.beta2)),
          unbias(static_cast<T>(1 / correction(spec.beta1, update))),
          unbiasRoot(static_cast<T>(1 / std::sqrt(correction(spec.beta2, update)))),
          eps(static_cast<T>(spec.eps)),
          coupled(spec.decoupled ? 0 : 1),
          decoupled(spec.decoupled ? 1 : 0) {}

    T advance(T w, T g, T decay, T* state) const {
      const T gradient = g + coupled * decay * w;
      state[0] = beta1 * state[0] + rest1 * gradient;
      state[1] = beta2 * state[1] + rest2 * gradient * gradient;
      if constexpr (kAmsgrad) state[2] = std::max(state[2], state[1]);
      return again(w, g, decay, state);
    }
    T again(T w, T, T decay, const T* state) const {
      const T v = state[kAmsgrad ? 2 : 1];
      return unbias * state[0] / (std::sqrt(v) * unbiasRoot + eps) + decoupled * decay * w;
    }
    const T* ready(const RuleBlock<T>&, bool) const { return nullptr; }
  };

  static std::vector<at::Tensor> multiTensor(const Spec& spec, RuleLists& lists,
                                             const Update& update) {
    const auto& g = lists.gradients;
    if (!spec.decoupled && lists.decay != 0) at::_foreach_add_(g, lists.weights, lists.decay);
    at::_foreach_mul_(lists.states[0], spec.beta1);
    at::_foreach_add_(lists.states[0], g, 1 - spec.beta1);
    at::_foreach_mul_(lists.states[1], spec.beta2);
    at::_foreach_addcmul_(lists.states[1], g, g, 1 - spec.beta2);
    if constexpr (kAmsgrad) at::_foreach_maximum_(lists.states[2], lists.states[1]);
    auto below = at::_foreach_sqrt(lists.states[kAmsgrad ? 2 : 1]);
    at::_foreach_div_(below, std::sqrt(correction(spec.beta2, update)));
    at::_foreach_add_(below, spec.eps);
    auto steps = at::_foreach_div(lists.states[0], correction(spec.beta1, update));
    at::_foreach_div_(steps, below);
    if (spec.decoupled && lists.decay != 0) at::_foreach_add_(steps, lists.weights, lists.decay);
    return steps;
  }
};

using Adam = AdamRule<false>;
using Amsgrad = AdamRule<true>;
LAYCA_RULE_LOOPS(Adam)
LAYCA_RULE_LOOPS(Amsgrad)

}  // namespace

std::unique_ptr<StepRule> make(const AdamSpec& spec) {
  if (spec.amsgrad) return std::make_unique<RuleOf<Amsgrad>>(spec);
  return std::make_unique<RuleOf<Adam>>(spec);
}

}  // namespace layca
