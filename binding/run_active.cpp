#include "run_active.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <utility>
#include <vector>

namespace layca::binding {

namespace {

struct RunList {
  std::mutex mutex;
  std::vector<std::shared_ptr<ActiveRun>> runs;
};

/// Never destroyed, since threads may outlive static destructors; registers the `atexit` at first
/// use, when libtorch is open, so that it runs before libtorch's own.
RunList& list() {
  static RunList* const runs = [] {
    std::atexit([] { stopRuns(nullptr); });
    return new RunList;
  }();
  return *runs;
}

}  // namespace

ActiveRun::ActiveRun(RunSpec spec, RunInputs inputs, napi_env env)
    : env_(env),
      run_(std::move(spec), std::move(inputs), {[this] { wake(); }, [this] { toJs_.Release(); }}) {}

std::shared_ptr<ActiveRun> ActiveRun::start(RunSpec spec, RunInputs inputs, Napi::Function wake) {
  auto active = std::make_shared<ActiveRun>(std::move(spec), std::move(inputs), wake.Env());
  active->begin(wake);
  return active;
}

void ActiveRun::begin(Napi::Function wake) {
  toJs_ = Napi::ThreadSafeFunction::New(env_, wake, "layca run", /*maxQueueSize=*/0,
                                        /*initialThreadCount=*/1,
                                        [self = shared_from_this()](Napi::Env) {
                                          self->run_.join();
                                          self->leave();
                                        });
  napi_add_env_cleanup_hook(env_, onEnvironmentEnd, this);
  hooked_ = true;
  {
    const std::lock_guard lock(list().mutex);
    list().runs.push_back(shared_from_this());
  }
  try {
    run_.start();
  } catch (...) {
    toJs_.Release();
    throw;
  }
}

void ActiveRun::wake() {
  if (waking_.exchange(true)) return;
  toJs_.NonBlockingCall([this](Napi::Env, Napi::Function function) {
    waking_ = false;
    function.Call({});
  });
}

void ActiveRun::onEnvironmentEnd(void* self) {
  auto* active = static_cast<ActiveRun*>(self);
  active->hooked_ = false;
  active->run_.stop();
  active->run_.join();
}

void ActiveRun::leave() {
  if (std::exchange(hooked_, false)) napi_remove_env_cleanup_hook(env_, onEnvironmentEnd, this);
  const std::lock_guard lock(list().mutex);
  auto& runs = list().runs;
  runs.erase(std::remove(runs.begin(), runs.end(), shared_from_this()), runs.end());
}

void stopRuns(napi_env env) {
  std::vector<std::shared_ptr<ActiveRun>> runs;
  {
    const std::lock_guard lock(list().mutex);
    for (const auto& run : list().runs) {
      if (env == nullptr || run->env() == env) runs.push_back(run);
    }
  }
  for (const auto& run : runs) run->run().stop();
  for (const auto& run : runs) run->run().join();
}

}  // namespace layca::binding
