#include "environment.h"

#include "train/kept_memory.h"

namespace layca::binding {

void Environment::create(Napi::Env env) {
  installAllocator();
  auto environment = std::make_unique<Environment>(env);
  env.AddCleanupHook([](Environment* self) { self->shutdown(); }, environment.get());
  env.SetInstanceData(environment.release());  // Node owns it and deletes it with the environment.
}

void Environment::shutdown() {
  tensors_.end();
  while (!actions_.empty()) {
    auto action = std::move(actions_.back());
    actions_.pop_back();
    action();
  }
}

}  // namespace layca::binding
