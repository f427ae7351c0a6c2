// The engine's addon: what lib/addon.ts lists.
#include "augment_images.h"
#include "autograd_function.h"
#include "batches.h"
#include "environment.h"
#include "file_lock.h"
#include "generator.h"
#include "model.h"
#include "napi_setup.h"
#include "network.h"
#include "optimizer.h"
#include "rotation_tracker.h"
#include "run.h"
#include "tensor.h"
#include "tensor_autograd.h"
#include "tensor_scope.h"
#include "tensor_share.h"

namespace layca::binding {

static Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  Environment::create(env);
  registerEngineInfo(exports);
  registerRun(exports);
  registerFileLock(exports);
  registerBatches(exports);
  registerOptimizer(exports);
  registerOptimizerState(exports);
  registerRotation(exports);
  registerNetwork(exports);
  registerModel(exports);
  registerAugment(exports);
  registerTensor(exports);
  registerAutograd(exports);
  registerAutogradFunction(exports);
  registerTensorScope(exports);
  registerTensorShare(exports);
  registerGenerator(exports);
  registerCall(exports);
  registerThreadCount(exports);
  return exports;
}

NODE_API_MODULE(layca_engine, initialize)

}  // namespace layca::binding
