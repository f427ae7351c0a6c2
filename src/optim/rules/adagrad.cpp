#include "optim/rules/adagrad.h"

#include <ATen/ATen.h>

#include <cmath>

#include "optim/rules/rule_of.h"

namespace layca {

namespace {

struct Adagrad {
  using Spec = AdagradSpec;
  static constexpr std::array<const char*, 1> kStates{"sum"};
  static constexpr int kSecondMoment = 0;
  static double initial(const Spec& spec, std::size_t) { return spec.initialAccumulator; }
  static double scale(const Spec& spec, const Update& update) {
    return update.lr / (1 + static_cast<double>(update.t - 1) * spec.lrDecay);
  }

  template <typename T>
  struct Element {
    T eps;

    Element(const Spec& spec, const Update&) : eps(static_cast<T>(spec.eps)) {}

    T advance(T w, T g, T decay, T* sum) const {
      const T gradient = g + decay * w;
      sum[0] += gradient * gradient;
      return gradient / (std::sqrt(sum[0]) + eps);
    }
    T again(T w, T g, T decay, const T* sum) const {
      return (g + decay * w) / (std::sqrt(sum[0]) + eps);
    }
    const T* ready(const RuleBlock<T>&, bool) const { return nullptr; }
  };

  static std::vector<at::Tensor> multiTensor(const Spec& spec, RuleLists& lists, const Update&) {
    const auto& g = lists.gradients;
    if (lists.decay != 0) at::_foreach_add_(g, lists.weights, lists.decay);
    at::_foreach_addcmul_(lists.states[0], g, g, 1);
    auto below = at::_foreach_sqrt(lists.states[0]);
    at::_foreach_add_(below, spec.eps);
    return at::_foreach_div(g, below);
  }
};

LAYCA_RULE_LOOPS(Adagrad)

}  // namespace

std::unique_ptr<StepRule> make(const AdagradSpec& spec) {
  return std::make_unique<RuleOf<Adagrad>>(spec);
}

}  // namespace layca
