// Scopes of tensors: see lib/tensor/scope.ts, which knows when each is open.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

/// scopeOpen … scopeClose: see lib/addon.ts.
void registerTensorScope(Napi::Object exports);

}  // namespace layca::binding
