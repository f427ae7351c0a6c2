// Networks of a spec as modules: their tensors belong to JavaScript as much as to them.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

void registerNetwork(Napi::Object exports);

}  // namespace layca::binding
