#include <torch/version.h>

#include "environment.h"
#include "register.h"
#include "run.h"
#include "run_active.h"
#include "train/run_checks.h"

namespace layca::binding {

namespace {

Napi::Value libtorchVersion(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), TORCH_VERSION);
}

Napi::Value deviceCount(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), cudaDeviceCount());
}

Napi::Value shutdown(const Napi::CallbackInfo& info) {
  stopRuns(info.Env());
  Environment::of(info.Env()).shutdown();
  return info.Env().Undefined();
}

}  // namespace

void registerEngineInfo(Napi::Object exports) {
  method<libtorchVersion>(exports, "libtorchVersion");
  method<deviceCount>(exports, "cudaDeviceCount");
  method<shutdown>(exports, "shutdown");
}

}  // namespace layca::binding
