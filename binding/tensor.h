// Registration of the tensor plane's native functions.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

/// tensorFromBytes … memoryStats: see lib/addon.ts.
void registerTensor(Napi::Object exports);

/// operator, setGradEnabled and isGradEnabled.
void registerCall(Napi::Object exports);

/// setNumThreads and getNumThreads.
void registerThreadCount(Napi::Object exports);

}  // namespace layca::binding
