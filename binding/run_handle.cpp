#include "run_handle.h"

#include <utility>

#include "errors.h"

namespace layca::binding {

namespace {

using Held = std::shared_ptr<ActiveRun>;

constexpr napi_type_tag kRunTag{0x5d0f1c6b27e34a90, 0x9a41f7c2d8e6b135};

void check(napi_env env, napi_status status) {
  if (status != napi_ok) throw Napi::Error::New(env);
}

}  // namespace

Napi::Object wrapRun(Napi::Env env, std::shared_ptr<ActiveRun> run) {
  Napi::Object handle = Napi::Object::New(env);
  check(env, napi_type_tag_object(env, handle, &kRunTag));
  auto held = std::make_unique<Held>(std::move(run));
  check(env, napi_wrap(
                 env, handle, held.get(),
                 [](napi_env, void* data, void*) { delete static_cast<Held*>(data); }, nullptr,
                 nullptr));
  held.release();  // The finalizer owns it.
  return handle;
}

std::shared_ptr<ActiveRun> runOf(const Napi::Value& value) {
  bool tagged = false;
  if (value.IsObject()) {
    check(value.Env(), napi_check_object_type_tag(value.Env(), value, &kRunTag, &tagged));
  }
  if (!tagged) throw BadArgument("run", "a run's handle", describe(value));
  void* data = nullptr;
  check(value.Env(), napi_unwrap(value.Env(), value, &data));
  return *static_cast<Held*>(data);
}

}  // namespace layca::binding
