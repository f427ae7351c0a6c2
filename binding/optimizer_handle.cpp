#include "optimizer_handle.h"

#include <utility>

#include "errors.h"

namespace layca::binding {

namespace {

struct Held {
  std::shared_ptr<PlainOptimizer> optimizer;
  /// Of its buffers, as told to the garbage collector.
  std::int64_t bytes;
};

constexpr napi_type_tag kOptimizerTag{0x3be2a4c7d1f04e88, 0xa1b5c90e62d7f413};

void check(napi_env env, napi_status status) {
  if (status != napi_ok) throw Napi::Error::New(env);
}

std::int64_t bytesOf(const Optimizer& optimizer) {
  std::int64_t bytes = 0;
  for (const auto& [key, buffer] : optimizer.state()) {
    bytes += static_cast<std::int64_t>(buffer.nbytes());
  }
  return bytes;
}

void release(napi_env env, void* data, void*) {
  const std::unique_ptr<Held> held(static_cast<Held*>(data));
  std::int64_t now = 0;
  napi_adjust_external_memory(env, -held->bytes, &now);
}

}  // namespace

Napi::Object wrapOptimizer(Napi::Env env, std::shared_ptr<PlainOptimizer> optimizer) {
  Napi::Object handle = Napi::Object::New(env);
  check(env, napi_type_tag_object(env, handle, &kOptimizerTag));
  const std::int64_t bytes = bytesOf(optimizer->optimizer);
  auto held = std::make_unique<Held>(Held{std::move(optimizer), bytes});
  check(env, napi_wrap(env, handle, held.get(), release, nullptr, nullptr));
  held.release();  // The finalizer owns it.
  Napi::MemoryManagement::AdjustExternalMemory(env, bytes);
  return handle;
}

std::shared_ptr<PlainOptimizer> optimizerOf(const Napi::Value& value) {
  bool tagged = false;
  if (value.IsObject()) {
    check(value.Env(), napi_check_object_type_tag(value.Env(), value, &kOptimizerTag, &tagged));
  }
  if (!tagged) throw BadArgument("optimizer", "an optimizer's handle", describe(value));
  void* data = nullptr;
  check(value.Env(), napi_unwrap(value.Env(), value, &data));
  return static_cast<Held*>(data)->optimizer;
}

}  // namespace layca::binding
