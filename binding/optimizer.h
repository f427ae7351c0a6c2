// Optimizers of plain tensors, outside a run.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

/// Making optimizers and their steps.
void registerOptimizer(Napi::Object exports);

/// Their state, and schedules.
void registerOptimizerState(Napi::Object exports);

}  // namespace layca::binding
