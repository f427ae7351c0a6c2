// Trained networks in use.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

void registerModel(Napi::Object exports);

}  // namespace layca::binding
