// The step by libtorch's multi-tensor operators (`_foreach_*`), on any device: what CUDA uses, and
// what a CPU can use for comparison. All scalars stay on the device; one flag, whether every step
// is finite, comes to the host.
#pragma once

#include <memory>

#include "optim/step_path.h"

namespace layca {

/// `slots`, `rule` and `transform` (may be null) must outlive it.
std::unique_ptr<StepPath> makeMultiTensorStep(const std::vector<Slot>& slots, const StepRule& rule,
                                              const KernelTransform* transform);

}  // namespace layca
