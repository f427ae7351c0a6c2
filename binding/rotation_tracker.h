// How far tensors turn while JavaScript changes them.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

void registerRotation(Napi::Object exports);

}  // namespace layca::binding
