// What records hold of tensors: rotation, percentiles, silhouettes.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

Napi::Value cosineDistance(const Napi::CallbackInfo& info);
Napi::Value percentiles(const Napi::CallbackInfo& info);
Napi::Value silhouette(const Napi::CallbackInfo& info);

}  // namespace layca::binding
