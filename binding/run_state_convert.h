// A run's state and history as lib/addon.ts and lib/record.ts describe them.
#pragma once

#include "napi_setup.h"
#include "train/run.h"

namespace layca::binding {

Napi::Object fromRunState(Napi::Env env, const RunState& state, const NetworkPlan& plan);
Napi::Object fromHistoryEntry(Napi::Env env, const HistoryEntry& entry);

}  // namespace layca::binding
