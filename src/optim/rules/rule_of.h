// Makes a step rule of its formulas for one element. A `Rule` has
//   Spec; kStates, the buffers' names; kSecondMoment; initial(spec, k), a buffer's first value;
//   scale(spec, update); multiTensor(spec, lists, update);
//   Element<T>(spec, update) with
//     T advance(T w, T g, T decay, T* state) const   updates the buffers, gives the base step
//     T again(T w, T g, T decay, const T* state) const   gives it from the new buffers
//     const T* ready(const RuleBlock<T>&, bool advanced) const   where the step lies in memory
//       already, null where it must be computed
// and LAYCA_RULE_LOOPS(Rule) after it, which compiles its loops for several instruction sets.
#pragma once

#include <utility>

#include "numeric/vector_dispatch.h"
#include "optim/step_rule.h"

namespace layca {

template <typename Rule, typename T>
LAYCA_INLINE void advanceOf(const typename Rule::template Element<T>& element,
                            const RuleBlock<T>& block, T* __restrict out) {
  constexpr std::size_t count = Rule::kStates.size();
  const T* __restrict w = block.w;
  const T* __restrict g = block.g;
  T* __restrict s0 = block.states[0];
  T* __restrict s1 = block.states[1];
  T* __restrict s2 = block.states[2];
  const T decay = block.decay;
  for (std::int64_t i = 0; i < block.n; ++i) {
    T state[kMostStates];
    if constexpr (count > 0) state[0] = s0[i];
    if constexpr (count > 1) state[1] = s1[i];
    if constexpr (count > 2) state[2] = s2[i];
    out[i] = element.advance(w[i], g[i], decay, state);
    if constexpr (count > 0) s0[i] = state[0];
    if constexpr (count > 1) s1[i] = state[1];
    if constexpr (count > 2) s2[i] = state[2];
  }
}

template <typename Rule, typename T>
LAYCA_INLINE void againOf(const typename Rule::template Element<T>& element,
                          const RuleBlock<T>& block, T* __restrict out) {
  constexpr std::size_t count = Rule::kStates.size();
  const T* __restrict w = block.w;
  const T* __restrict g = block.g;
  const T* __restrict s0 = block.states[0];
  const T* __restrict s1 = block.states[1];
  const T* __restrict s2 = block.states[2];
  const T decay = block.decay;
  for (std::int64_t i = 0; i < block.n; ++i) {
    T state[kMostStates];
    if constexpr (count > 0) state[0] = s0[i];
    if constexpr (count > 1) state[1] = s1[i];
    if constexpr (count > 2) state[2] = s2[i];
    out[i] = element.again(w[i], g[i], decay, state);
  }
}

// Clones cannot be templates, hence one function an element type.
#define LAYCA_RULE_LOOPS_OF(Rule, T)                                                               \
  LAYCA_VECTOR_CLONES void advanceLoop(const Rule::Element<T>& element, const RuleBlock<T>& block, \
                                       T* out) {                                                   \
    advanceOf<Rule, T>(element, block, out);                                                       \
  }                                                                                                \
  LAYCA_VECTOR_CLONES void againLoop(const Rule::Element<T>& element, const RuleBlock<T>& block,   \
                                     T* out) {                                                     \
    againOf<Rule, T>(element, block, out);                                                         \
  }

#define LAYCA_RULE_LOOPS(Rule)     \
  LAYCA_RULE_LOOPS_OF(Rule, float) \
  LAYCA_RULE_LOOPS_OF(Rule, double)

template <typename Rule>
class RuleOf : public StepRule {
 public:
  using Spec = typename Rule::Spec;

  explicit RuleOf(Spec spec) : spec_(std::move(spec)) {}

  double lr() const override { return spec_.lr; }
  void setLr(double lr) override { spec_.lr = lr; }
  double weightDecay() const override { return spec_.weightDecay; }
  const WeightDecayOn& weightDecayOn() const override { return spec_.weightDecayOn; }
  int secondMoment() const override { return Rule::kSecondMoment; }
  double scale(const Update& update) const override { return Rule::scale(spec_, update); }

  std::vector<RuleState> states() const override {
    std::vector<RuleState> states;
    for (const char* name : Rule::kStates) {
      states.push_back({name, Rule::initial(spec_, states.size())});
    }
    return states;
  }

  const float* advance(const RuleBlock<float>& block, const Update& update,
                       float* scratch) const override {
    return advanced(block, update, scratch);
  }
  const double* advance(const RuleBlock<double>& block, const Update& update,
                        double* scratch) const override {
    return advanced(block, update, scratch);
  }
  const float* again(const RuleBlock<float>& block, const Update& update,
                     float* scratch) const override {
    return recomputed(block, update, scratch);
  }
  const double* again(const RuleBlock<double>& block, const Update& update,
                      double* scratch) const override {
    return recomputed(block, update, scratch);
  }

  std::vector<at::Tensor> multiTensor(RuleLists& lists, const Update& update) const override {
    return Rule::multiTensor(spec_, lists, update);
  }

 private:
  template <typename T>
  const T* advanced(const RuleBlock<T>& block, const Update& update, T* scratch) const {
    const typename Rule::template Element<T> element(spec_, update);
    if (const T* step = element.ready(block, /*advanced=*/false)) return step;
    advanceLoop(element, block, scratch);
    return scratch;
  }

  template <typename T>
  const T* recomputed(const RuleBlock<T>& block, const Update& update, T* scratch) const {
    const typename Rule::template Element<T> element(spec_, update);
    if (const T* step = element.ready(block, /*advanced=*/true)) return step;
    againLoop(element, block, scratch);
    return scratch;
  }

  Spec spec_;
};

}  // namespace layca
