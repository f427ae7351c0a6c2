#include "optim/rules/sgd.h"

#include <ATen/ATen.h>

#include "optim/rules/rule_of.h"

namespace layca {

namespace {

/// g ← g + λw
std::vector<at::Tensor>& decayed(RuleLists& lists) {
  if (lists.decay != 0) at::_foreach_add_(lists.gradients, lists.weights, lists.decay);
  return lists.gradients;
}

struct PlainSgd {
  using Spec = SgdSpec;
  static constexpr std::array<const char*, 0> kStates{};
  static constexpr int kSecondMoment = -1;
  static double initial(const Spec&, std::size_t) { return 0; }
  static double scale(const Spec&, const Update& update) { return update.lr; }

  template <typename T>
  struct Element {
    Element(const Spec&, const Update&) {}
    T advance(T w, T g, T decay, T*) const { return g + decay * w; }
    T again(T w, T g, T decay, const T*) const { return g + decay * w; }
    const T* ready(const RuleBlock<T>& block, bool) const {
      return block.decay == 0 ? block.g : nullptr;
    }
  };

  static std::vector<at::Tensor> multiTensor(const Spec&, RuleLists& lists, const Update&) {
    return decayed(lists);
  }
};

/// All forms are v ← μv + γg, step pv + qg.
struct Coefficients {
  double mu;
  double gamma;
  double p;
  double q;

  Coefficients(const SgdSpec& spec, const Update& update) : mu(spec.momentum) {
    switch (spec.momentumForm) {
      case MomentumForm::torch:
        gamma = update.t == 1 ? 1 : 1 - spec.dampening;
        p = spec.nesterov ? mu : 1;
        q = spec.nesterov ? 1 : 0;
        return;
      case MomentumForm::velocity:
        gamma = -update.lr;
        p = spec.nesterov ? -mu : -1;
        q = spec.nesterov ? update.lr : 0;
        return;
      case MomentumForm::average:
        gamma = 1 - mu;
        p = 1;
        q = 0;
        return;
    }
    TORCH_INTERNAL_ASSERT(false, "unknown momentum form");
  }
};

struct MomentumSgd {
  using Spec = SgdSpec;
  static constexpr std::array<const char*, 1> kStates{"momentum_buffer"};
  static constexpr int kSecondMoment = -1;
  static double initial(const Spec&, std::size_t) { return 0; }
  static double scale(const Spec& spec, const Update& update) {
    return spec.momentumForm == MomentumForm::velocity ? 1 : update.lr;
  }

  template <typename T>
  struct Element {
    T mu;
    T gamma;
    T p;
    T q;

    Element(const Spec& spec, const Update& update) {
      const Coefficients c(spec, update);
      mu = static_cast<T>(c.mu);
      gamma = static_cast<T>(c.gamma);
      p = static_cast<T>(c.p);
      q = static_cast<T>(c.q);
    }
    T advance(T w, T g, T decay, T* v) const {
      const T gradient = g + decay * w;
      v[0] = mu * v[0] + gamma * gradient;
      return p * v[0] + q * gradient;
    }
    T again(T w, T g, T decay, const T* v) const { return p * v[0] + q * (g + decay * w); }
    const T* ready(const RuleBlock<T>& block, bool advanced) const {
      return advanced && p == 1 && q == 0 ? block.states[0] : nullptr;
    }
  };

  static std::vector<at::Tensor> multiTensor(const Spec& spec, RuleLists& lists,
                                             const Update& update) {
    const Coefficients c(spec, update);
    const auto& g = decayed(lists);
    const auto& v = lists.states[0];
    at::_foreach_mul_(v, c.mu);
    at::_foreach_add_(v, g, c.gamma);
    if (c.p == 1 && c.q == 0) return v;
    auto steps = at::_foreach_mul(v, c.p);
    if (c.q != 0) at::_foreach_add_(steps, g, c.q);
    return steps;
  }
};

LAYCA_RULE_LOOPS(PlainSgd)
LAYCA_RULE_LOOPS(MomentumSgd)

}  // namespace

std::unique_ptr<StepRule> make(const SgdSpec& spec) {
  if (spec.momentum == 0) return std::make_unique<RuleOf<PlainSgd>>(spec);
  return std::make_unique<RuleOf<MomentumSgd>>(spec);
}

}  // namespace layca
