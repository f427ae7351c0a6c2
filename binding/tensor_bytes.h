// Tensors from bytes of memory or of a file, and back.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

Napi::Value tensorFromBytes(const Napi::CallbackInfo& info);
Napi::Value tensorFromFile(const Napi::CallbackInfo& info);
Napi::Value tensorToBytes(const Napi::CallbackInfo& info);

}  // namespace layca::binding
