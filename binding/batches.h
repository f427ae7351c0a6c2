// Batches of samples, for loops written in JavaScript.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

void registerBatches(Napi::Object exports);

}  // namespace layca::binding
