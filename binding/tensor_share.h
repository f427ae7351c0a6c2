// Handing tensors from one thread's JavaScript to another's.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

/// tensorShare, tensorClaim, sharedExpire: see lib/addon.ts.
void registerTensorShare(Napi::Object exports);

}  // namespace layca::binding
