#include "tensor_scope.h"

#include "convert_number.h"
#include "environment.h"
#include "errors.h"
#include "register.h"
#include "tensor_handle.h"

namespace layca::binding {
namespace {

TensorRegistry& tensorsOf(const Napi::CallbackInfo& info) {
  return Environment::of(info.Env()).tensors();
}

uint32_t scopeOf(const Napi::Value& value, const char* place) {
  const int64_t number = integerOf(value, place);
  if (number < 0 || number > UINT32_MAX) {
    throw BadRange(place, "a number that scopeOpen gave", describe(value));
  }
  return static_cast<uint32_t>(number);
}

Napi::Value scopeOpen(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), tensorsOf(info).openScope());
}

Napi::Value scopeAdopt(const Napi::CallbackInfo& info) {
  tensorsOf(info).adopt(scopeOf(info[0], "scope"), entryOrIdOf(info[1], "tensor"));
  return info.Env().Undefined();
}

Napi::Value scopeHand(const Napi::CallbackInfo& info) {
  TensorEntry& entry = entryOrIdOf(info[0], "tensor");
  tensorsOf(info).hand(entry, scopeOf(info[1], "from"), scopeOf(info[2], "to"));
  return info.Env().Undefined();
}

Napi::Value scopeKeep(const Napi::CallbackInfo& info) {
  tensorsOf(info).keep(entryOrIdOf(info[0], "tensor"));
  return info.Env().Undefined();
}

Napi::Value scopeClose(const Napi::CallbackInfo& info) {
  tensorsOf(info).closeScope(scopeOf(info[0], "scope"));
  return info.Env().Undefined();
}

}  // namespace

void registerTensorScope(Napi::Object exports) {
  method<scopeOpen>(exports, "scopeOpen");
  method<scopeAdopt>(exports, "scopeAdopt");
  method<scopeHand>(exports, "scopeHand");
  method<scopeKeep>(exports, "scopeKeep");
  method<scopeClose>(exports, "scopeClose");
}

}  // namespace layca::binding
