// Automatic differentiation as JavaScript sees it: gradients of leaves, and gradients as results.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

/// tensorGrad … autogradGrad: see lib/addon.ts.
void registerAutograd(Napi::Object exports);

}  // namespace layca::binding
