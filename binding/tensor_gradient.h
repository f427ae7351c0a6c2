// Changing a tensor's gradient, and the memory behind a tensor.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

Napi::Value tensorSetGrad(const Napi::CallbackInfo& info);
Napi::Value tensorSetData(const Napi::CallbackInfo& info);
Napi::Value clipGradNorm(const Napi::CallbackInfo& info);

}  // namespace layca::binding
