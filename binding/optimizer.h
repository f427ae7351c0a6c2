// Optimizers of plain tensors, outside a run.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

void registerOptimizer(Napi::Object exports);

}  // namespace layca::binding
