#include "tensor_share.h"

#include "convert_number.h"
#include "environment.h"
#include "errors.h"
#include "register.h"
#include "shared_tensors.h"
#include "tensor_handle.h"
#include "train/kept_memory.h"

namespace layca::binding {
namespace {

std::string tokenOf(const Napi::Value& value) {
  if (!value.IsString()) throw BadArgument("token", "a string", describe(value));
  return value.As<Napi::String>();
}

Napi::Value tensorShare(const Napi::CallbackInfo& info) {
  const at::Tensor& tensor = tensorOf(info[0], "tensor");
  if (tensor.layout() != at::kStrided || !tensor.has_storage()) {
    throw BadArgument("tensor", "a strided tensor", "one of another layout");
  }
  // Resizing it would free the memory under the other thread's feet, and so would the copy that
  // storages of lazy clones make when they are written to.
  tensor.storage().mutable_data();
  tensor.storage().unsafeGetStorageImpl()->set_resizable(false);
  return Napi::String::New(
      info.Env(), Environment::of(info.Env()).part<OfferedTensors>().offer(tensor.detach()));
}

Napi::Value tensorClaim(const Napi::CallbackInfo& info) {
  at::Tensor tensor = SharedTensors::all().claim(tokenOf(info[0]));
  if (!tensor.defined()) return info.Env().Null();
  // Whoever offered it may have let go: then it is this thread's alone.
  if (tensor.storage().use_count() == 1) takeOver(tensor.storage().data_ptr());
  return wrapTensor(info.Env(), std::move(tensor));
}

Napi::Value sharedExpire(const Napi::CallbackInfo& info) {
  const std::chrono::milliseconds after(integerOf(info[0], "milliseconds"));
  return Napi::Number::New(info.Env(), static_cast<double>(SharedTensors::all().expire(after)));
}

}  // namespace

void registerTensorShare(Napi::Object exports) {
  method<tensorShare>(exports, "tensorShare");
  method<tensorClaim>(exports, "tensorClaim");
  method<sharedExpire>(exports, "sharedExpire");
}

}  // namespace layca::binding
