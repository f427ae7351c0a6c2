// A step rule turns gradients into base steps; standing alone, `scale` times the base step is
// subtracted from the weights. A rule is written once for one element (rule_of.h makes the loops of
// it) and once with libtorch's multi-tensor operators, which run on any device.
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "spec/optimizer_spec.h"

namespace layca {

/// The most buffers that a rule keeps for a parameter.
constexpr std::size_t kMostStates = 3;

/// Which update it is, from 1, and at which scheduled lr.
struct Update {
  std::int64_t t;
  double lr;
};

/// A stretch of one parameter's memory, its gradient's and its buffers'.
template <typename T>
struct RuleBlock {
  const T* w;
  const T* g;
  std::array<T*, kMostStates> states;
  std::int64_t n;
  /// Weight decay: λ where it acts on the parameter, else 0.
  T decay;
};

/// Tensors of several parameters; `states[k]` holds every parameter's buffer k.
struct RuleLists {
  std::vector<at::Tensor> weights;
  /// May be overwritten.
  std::vector<at::Tensor> gradients;
  std::array<std::vector<at::Tensor>, kMostStates> states;
  double decay = 0;
};

/// A buffer that a rule keeps for every parameter.
struct RuleState {
  /// PyTorch's name.
  std::string name;
  double initial;
};

class StepRule {
 public:
  virtual ~StepRule() = default;
  /// The rule's own lr, before any schedule.
  virtual double lr() const = 0;
  virtual void setLr(double lr) = 0;
  virtual double weightDecay() const = 0;
  virtual const WeightDecayOn& weightDecayOn() const = 0;
  virtual std::vector<RuleState> states() const = 0;
  /// Index of the buffer that estimates the gradient's second moments, −1 where there is none.
  virtual int secondMoment() const = 0;
  /// What multiplies the base step where the rule stands alone; > 0 but for lr 0.
  virtual double scale(const Update& update) const = 0;

  /// Updates the block's buffers and gives its base step, in `scratch` (n elements) or wherever it
  /// lies already.
  virtual const float* advance(const RuleBlock<float>& block, const Update& update,
                               float* scratch) const = 0;
  virtual const double* advance(const RuleBlock<double>& block, const Update& update,
                                double* scratch) const = 0;
  /// The base step that `advance` gave, from the same weights and gradients and the new buffers.
  virtual const float* again(const RuleBlock<float>& block, const Update& update,
                             float* scratch) const = 0;
  virtual const double* again(const RuleBlock<double>& block, const Update& update,
                              double* scratch) const = 0;

  /// Updates the buffers and gives the base steps of several parameters; they may be the buffers
  /// themselves and are not to be changed.
  virtual std::vector<at::Tensor> multiTensor(RuleLists& lists, const Update& update) const = 0;
};

std::unique_ptr<StepRule> makeRule(const RuleSpec& spec);

/// The layers that decay, or kernels, or all.
const WeightDecayOn& weightDecayOn(const RuleSpec& spec);

}  // namespace layca
