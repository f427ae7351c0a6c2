// A transform of the base steps of kernels: it decides how far each kernel moves. It wraps any step
// rule.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>

#include "optim/step_rule.h"

namespace layca {

class KernelTransform {
 public:
  virtual ~KernelTransform() = default;
  /// Moves kernel `index` (of all the network's); `factor` is the schedule's.
  virtual void apply(std::size_t index, at::Tensor& weights, const BaseStep& step,
                     double factor) = 0;
  /// The rate before any schedule or multiplier.
  virtual double rate() const = 0;
};

}  // namespace layca
