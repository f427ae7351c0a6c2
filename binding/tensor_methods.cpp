// What can be asked of one tensor, and the registration of the plane.
#include "convert_function.h"
#include "convert_number.h"
#include "environment.h"
#include "errors.h"
#include "register.h"
#include "tensor.h"
#include "tensor_bytes.h"
#include "tensor_gradient.h"
#include "tensor_handle.h"
#include "tensor_names.h"
#include "tensor_rotation.h"
#include "tensor_save.h"

namespace layca::binding {
namespace {

Napi::Array sizesOf(Napi::Env env, const at::Tensor& tensor) {
  Napi::Array sizes = Napi::Array::New(env, static_cast<size_t>(tensor.dim()));
  for (uint32_t i = 0; i < tensor.dim(); ++i) sizes.Set(i, fromInteger(env, tensor.size(i)));
  return sizes;
}

Napi::Value tensorShape(const Napi::CallbackInfo& info) {
  return sizesOf(info.Env(), tensorOrIdOf(info[0], "tensor"));
}

Napi::Value tensorInfo(const Napi::CallbackInfo& info) {
  const at::Tensor& tensor = tensorOrIdOf(info[0], "tensor");
  Napi::Object result = Napi::Object::New(info.Env());
  result.Set("shape", sizesOf(info.Env(), tensor));
  result.Set("dtype", nameOf(tensor.scalar_type()));
  result.Set("device", tensor.device().str());
  result.Set("requiresGrad", tensor.requires_grad());
  result.Set("layout", nameOf(tensor.layout()));
  return result;
}

Napi::Value tensorDispose(const Napi::CallbackInfo& info) {
  Environment::of(info.Env()).tensors().dispose(entryOrIdOf(info[0], "tensor"));
  return info.Env().Undefined();
}

Napi::Value tensorIsDisposed(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), entryOrIdOf(info[0], "tensor").disposed);
}

Napi::Value tensorHandle(const Napi::CallbackInfo& info) {
  return Environment::of(info.Env()).tensors().handleOf(entryOrIdOf(info[0], "tensor"));
}

Napi::Value setYoungCollector(const Napi::CallbackInfo& info) {
  Environment::of(info.Env()).tensors().young().setCollector(functionOf(info[0], "collect"));
  return info.Env().Undefined();
}

Napi::Value memoryStats(const Napi::CallbackInfo& info) {
  const TensorRegistry::Stats stats = Environment::of(info.Env()).tensors().stats();
  Napi::Object result = Napi::Object::New(info.Env());
  result.Set("liveTensors", static_cast<double>(stats.liveTensors));
  result.Set("liveBytes", static_cast<double>(stats.liveBytes));
  result.Set("hiddenBytes", static_cast<double>(stats.hiddenBytes));
  int64_t external = 0;
  napi_adjust_external_memory(info.Env(), 0, &external);
  result.Set("externalBytes", static_cast<double>(external));
  result.Set("sweeps", static_cast<double>(stats.sweeps));
  return result;
}

}  // namespace

void registerTensor(Napi::Object exports) {
  method<tensorFromBytes>(exports, "tensorFromBytes");
  method<tensorFromFile>(exports, "tensorFromFile");
  method<tensorToBytes>(exports, "tensorToBytes");
  method<tensorShape>(exports, "tensorShape");
  method<tensorInfo>(exports, "tensorInfo");
  method<tensorDispose>(exports, "tensorDispose");
  method<tensorIsDisposed>(exports, "tensorIsDisposed");
  method<tensorHandle>(exports, "tensorHandle");
  method<tensorSetData>(exports, "tensorSetData");
  method<clipGradNorm>(exports, "clipGradNorm");
  method<saveSafetensors>(exports, "saveSafetensors");
  method<cosineDistance>(exports, "cosineDistance");
  method<percentiles>(exports, "percentiles");
  method<silhouette>(exports, "silhouette");
  method<setYoungCollector>(exports, "setYoungCollector");
  method<memoryStats>(exports, "memoryStats");
}

}  // namespace layca::binding
