// setNumThreads and getNumThreads: how many threads the operators of one JavaScript thread use.
#include <ATen/Parallel.h>

#include "convert_number.h"
#include "errors.h"
#include "register.h"
#include "tensor.h"
#include "train/threads.h"

namespace layca::binding {
namespace {

// OpenMP may crash where it cannot start as many as it was asked for.
constexpr int64_t kMost = 1024;

Napi::Value setNumThreads(const Napi::CallbackInfo& info) {
  const int64_t count = integerOf(info[0], "setNumThreads.count");
  if (count < 1 || count > kMost) {
    throw BadRange("setNumThreads.count", "a whole number from 1 to 1024", describe(info[0]));
  }
  useThreads(static_cast<int>(count));
  return info.Env().Undefined();
}

Napi::Value getNumThreads(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), at::get_num_threads());
}

}  // namespace

void registerThreadCount(Napi::Object exports) {
  method<setNumThreads>(exports, "setNumThreads");
  method<getNumThreads>(exports, "getNumThreads");
}

}  // namespace layca::binding
