// operator, and autograd's switch: the one way from JavaScript to libtorch's operators.
#include <ATen/Context.h>

#include "call_operator.h"
#include "convert_number.h"
#include "environment.h"
#include "errors.h"
#include "register.h"
#include "tensor.h"

namespace layca::binding {
namespace {

std::string stringOf(const Napi::Value& value, const char* place) {
  if (!value.IsString()) throw BadArgument(place, "a string", describe(value));
  return value.As<Napi::String>();
}

Napi::Value call(const Napi::CallbackInfo& info) {
  const auto& bound = *static_cast<const BoundOperator*>(info.Data());
  return bound.call(info, Environment::of(info.Env()));
}

// A function for each operator: to find one by its name at each call would take as long as to add
// two small tensors.
Napi::Value operatorOf(const Napi::CallbackInfo& info) {
  const std::string name = stringOf(info[0], "operator");
  const std::string overload = stringOf(info[1], "overload");
  // The table lives as long as the environment, so longer than the function can be called.
  BoundOperator& bound = Environment::of(info.Env()).part<OperatorTable>().find(name, overload);
  return Napi::Function::New<guarded<call>>(info.Env(), name, &bound);
}

Napi::Value setGradEnabled(const Napi::CallbackInfo& info) {
  Environment& environment = Environment::of(info.Env());
  const bool before = environment.gradEnabled();
  environment.setGradEnabled(booleanOf(info[0], "enabled"));
  return Napi::Boolean::New(info.Env(), before);
}

Napi::Value isGradEnabled(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), Environment::of(info.Env()).gradEnabled());
}

}  // namespace

void registerCall(Napi::Object exports) {
  // Kernels trust the indices of sparse tensors, which users may make of anything.
  at::globalContext().setCheckSparseTensorInvariants(true);
  method<operatorOf>(exports, "operator");
  method<setGradEnabled>(exports, "setGradEnabled");
  method<isGradEnabled>(exports, "isGradEnabled");
}

}  // namespace layca::binding
