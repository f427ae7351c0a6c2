// The only place that includes napi.h, so that its configuration stands once (CMakeLists.txt sets
// the version and C++ exceptions).
#pragma once

#include <napi.h>
