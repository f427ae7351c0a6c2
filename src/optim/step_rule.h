// A step rule turns gradients into base steps; standing alone a base step is subtracted from the
// weights.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <memory>
#include <vector>

#include "spec/optimizer_spec.h"

namespace layca {

/// The base step is scale · direction, so that scaling needs no pass over memory.
struct BaseStep {
  at::Tensor direction;
  double scale;
};

class StepRule {
 public:
  virtual ~StepRule() = default;
  /// The base step of parameter `index` at learning rate `lr` (scheduled); may overwrite
  /// `gradient`.
  virtual BaseStep step(std::size_t index, const at::Tensor& weights, at::Tensor gradient,
                        double lr) = 0;
  /// The rule's own lr, before any schedule.
  virtual double lr() const = 0;
};

/// `decayed[i]`: whether weight decay acts on parameter i.
std::unique_ptr<StepRule> makeRule(const RuleSpec& spec, const std::vector<bool>& decayed);

/// The rule's list of layers, or kernels, or all.
const WeightDecayOn& weightDecayOn(const RuleSpec& spec);

}  // namespace layca
