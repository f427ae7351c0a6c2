// Tensors into a safetensors file. Reading is TypeScript's: lib/tensor/safetensors.ts.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

Napi::Value saveSafetensors(const Napi::CallbackInfo& info);

}  // namespace layca::binding
