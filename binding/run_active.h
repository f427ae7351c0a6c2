// A run together with what wakes JavaScript, and the list of all runs whose threads are not joined
// yet.
//
// Lifetime: the list holds a run until its thread is joined, so neither the garbage collector
// (which may drop the handle at any time) nor an ending environment destroys a run under its
// thread. A run is joined
// - when its thread-safe function is finalized, after the thread released it: the ordinary end;
// - by its environment's cleanup hook (a worker that is terminated). The hook is added after the
// thread-safe
//   function exists, and hooks run last first, so that function outlives the thread that calls it;
// - by `shutdown()` from JavaScript's exit handler, and by `atexit`, since `process.exit()` runs no
// hooks.
#pragma once

#include <atomic>
#include <memory>

#include "napi_setup.h"
#include "train/run.h"

namespace layca::binding {

class ActiveRun : public std::enable_shared_from_this<ActiveRun> {
 public:
  /// Checks and starts a run. `wake` is called on JavaScript's thread, coalesced: once after any
  /// number of new entries, and once more at the end. Until then the run keeps the event loop
  /// alive.
  static std::shared_ptr<ActiveRun> start(RunSpec spec, RunInputs inputs, Napi::Function wake);

  ActiveRun(RunSpec spec, RunInputs inputs, napi_env env);

  Run& run() { return run_; }
  napi_env env() const { return env_; }

 private:
  static void onEnvironmentEnd(void* self);
  void wake();
  void begin(Napi::Function wake);
  /// Takes the run from the list; its thread has ended, or never began.
  void leave();

  napi_env env_;
  Napi::ThreadSafeFunction toJs_;
  std::atomic<bool> waking_{false};
  bool hooked_ = false;
  Run run_;
};

/// Stops and joins the runs of one environment; of all of them where it is null.
void stopRuns(napi_env env);

}  // namespace layca::binding
