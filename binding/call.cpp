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

/// (operator, owner, marks, ...arguments)
///
/// One function for all operators: V8 compiles a call into a direct one where it has seen a single
/// function called. By number: to find an operator by its name would take as long as to add two
/// small tensors.
Napi::Value call(const Napi::CallbackInfo& info) {
  const auto& operators = *static_cast<const OperatorTable*>(info.Data());
  return operators.at(info[0]).call(info, operators.environment());
}

Napi::Value operatorOf(const Napi::CallbackInfo& info) {
  const std::string name = stringOf(info[0], "operator");
  const std::string overload = stringOf(info[1], "overload");
  auto& operators = Environment::of(info.Env()).part<OperatorTable>();
  return Napi::Number::New(info.Env(), operators.find(name, overload));
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
  const Napi::Env env = exports.Env();
  // The table lives as long as the environment, so longer than the function can be called.
  auto& operators = Environment::of(env).part<OperatorTable>();
  exports.Set("call", Napi::Function::New<guarded<call>>(env, "call", &operators));
  method<operatorOf>(exports, "operator");
  method<setGradEnabled>(exports, "setGradEnabled");
  method<isGradEnabled>(exports, "isGradEnabled");
}

}  // namespace layca::binding
