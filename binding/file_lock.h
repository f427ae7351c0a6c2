// Locks on files.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

void registerFileLock(Napi::Object exports);

}  // namespace layca::binding
