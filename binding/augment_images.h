// Augmented images outside of a run, as a run makes them.
#pragma once

#include "napi_setup.h"

namespace layca::binding {

void registerAugment(Napi::Object exports);

}  // namespace layca::binding
