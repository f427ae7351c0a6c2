// Rotation measures of two tensors.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

Napi::Value cosineDistance(const Napi::CallbackInfo& info);

}  // namespace layca::binding
