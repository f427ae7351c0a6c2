// The engine's addon: what lib/addon.ts lists.
#include "environment.h"
#include "napi_setup.h"
#include "tensor.h"
#if __has_include("run.h")
#include "run.h"
#define LAYCA_RUN_PLANE
#endif

namespace layca::binding {

static Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  Environment::create(env);
#ifdef LAYCA_RUN_PLANE
  registerEngineInfo(exports);
  registerRun(exports);
#endif
  registerTensor(exports);
  registerCall(exports);
  return exports;
}

NODE_API_MODULE(layca_engine, initialize)

}  // namespace layca::binding
