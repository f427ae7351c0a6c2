// The step on the CPU, in two passes over memory for all parameters at once: the first updates the
// rule's buffers and takes the three sums of every kernel, the second computes the base step again
// and moves the weights (a rule alone needs one). Bytes an element in float32: science.md §4.
// Blocks are summed in a fixed order, so that the result does not depend on the number of threads.
#pragma once

#include <memory>

#include "optim/step_path.h"

namespace layca {

/// `slots`, `rule` and `transform` (may be null) must outlive it. Slots lie on the CPU and hold
/// float32 or float64.
std::unique_ptr<StepPath> makeFusedStep(const std::vector<Slot>& slots, const StepRule& rule,
                                        const KernelTransform* transform);

}  // namespace layca
