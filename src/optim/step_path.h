// One update of all parameters: what the ways to do it have in common.
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "numeric/block_kernels.h"
#include "optim/step_rule.h"
#include "optim/transform.h"

namespace layca {

/// A parameter that is stepped, with what belongs to it.
struct Slot {
  at::Tensor value;
  std::string key;
  /// What errors call it.
  std::string place;
  /// Index among the network's kernels, −1 for other parameters.
  int kernel;
  /// Whether the transform moves it.
  bool transformed;
  /// Weight decay λ, 0 where it does not act.
  double decay;
  /// Which gradient of the caller's list is its own.
  std::size_t gradient;
  std::array<at::Tensor, kMostStates> states{};
  /// Updates that it had no part in, for want of a gradient: its rule does not count them.
  std::int64_t missed = 0;
  /// ‖w₀‖, of transformed ones.
  double initialNorm = 0;
  /// What distances are measured from; undefined where nothing is measured.
  at::Tensor initial{};
};

/// When an update happens.
struct StepTime {
  /// From 1, those included that a slot had no part in.
  std::int64_t t;
  /// The schedule's.
  double factor;
};

class StepPath {
 public:
  virtual ~StepPath() = default;
  /// Moves every slot that has a gradient; `gradients` (the caller's list) are undefined, or dense
  /// with their parameter's strides, and may be overwritten. Where a transform is in the way and a
  /// base step is not finite, no weight is changed (buffers are) and the first such slot is
  /// returned. `measures`, where given, gets an entry a slot with `initial`.
  virtual std::optional<std::size_t> step(std::vector<at::Tensor>& gradients, const StepTime& time,
                                          std::vector<StepMeasure>* measures) = 0;
};

/// The update as the rule sees it: inside a transform it runs at lr 1, unscheduled.
inline Update updateOf(const StepRule& rule, const Slot& slot, const StepTime& time) {
  return {time.t - slot.missed, slot.transformed ? 1.0 : rule.lr() * time.factor};
}

/// Throws InputError at `place` where a kernel has become zero.
void requireNonZero(const std::string& place, double squaredNorm);

}  // namespace layca
