// A run as JavaScript sees it: an opaque, type-tagged object.
#pragma once

#include <memory>

#include "napi_setup.h"
#include "run_active.h"

namespace layca::binding {

Napi::Object wrapRun(Napi::Env env, std::shared_ptr<ActiveRun> run);

/// The run of a handle; throws BadArgument for anything else.
std::shared_ptr<ActiveRun> runOf(const Napi::Value& value);

}  // namespace layca::binding
