// Scaling gradients, and changing the memory behind a tensor.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

Napi::Value tensorSetData(const Napi::CallbackInfo& info);
Napi::Value clipGradNorm(const Napi::CallbackInfo& info);

}  // namespace layca::binding
