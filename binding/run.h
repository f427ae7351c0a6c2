// Registration of the run plane's native functions; lib/addon.ts describes them.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

/// runStart … permutation.
void registerRun(Napi::Object exports);

/// libtorchVersion, cudaDeviceCount and shutdown.
void registerEngineInfo(Napi::Object exports);

}  // namespace layca::binding
