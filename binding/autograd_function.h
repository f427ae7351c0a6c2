// Operations whose gradients a function of JavaScript computes, and hooks on gradients.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

/// autogradRecord, tensorRegisterHook, tensorRemoveHook: see lib/addon/tensor-addon.ts.
void registerAutogradFunction(Napi::Object exports);

}  // namespace layca::binding
