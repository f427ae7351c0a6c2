// Headers shared by every file of the binding, precompiled once.
#pragma once

#include "libtorch.h"
#include "napi_setup.h"
