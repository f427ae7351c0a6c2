// A run as JavaScript sees it.
#pragma once

#include "run_active.h"
#include "typed_handle.h"

namespace layca::binding {

template <>
struct HandleType<ActiveRun> {
  static constexpr napi_type_tag tag{0x5d0f1c6b27e34a90, 0x9a41f7c2d8e6b135};
  static constexpr const char* name = "run";
  static constexpr const char* what = "a run's handle";
};

}  // namespace layca::binding
