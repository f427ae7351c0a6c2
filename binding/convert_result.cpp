#include "convert_result.h"

#include <ATen/core/jit_type.h>

#include <stdexcept>

#include "convert_number.h"
#include "tensor_handle.h"
#include "tensor_names.h"

namespace layca::binding {
namespace {

Napi::Value convert(Napi::Env env, const c10::IValue& value);

template <typename Items>
Napi::Value convertItems(Napi::Env env, const Items& items) {
  Napi::Array array = Napi::Array::New(env, items.size());
  uint32_t index = 0;
  for (const c10::IValue& item : items) array.Set(index++, convert(env, item));
  return array;
}

Napi::Value convert(Napi::Env env, const c10::IValue& value) {
  if (value.isTensor()) return wrapOrNull(env, value.toTensor());
  if (value.isNone()) return env.Null();
  if (value.isInt()) return fromInteger(env, value.toInt());
  if (value.isDouble()) return Napi::Number::New(env, value.toDouble());
  if (value.isBool()) return Napi::Boolean::New(env, value.toBool());
  if (value.isComplexDouble()) return fromComplex(env, value.toComplexDouble());
  if (value.isString()) return Napi::String::New(env, value.toStringRef());
  if (value.isDevice()) return Napi::String::New(env, value.toDevice().str());
  if (value.isList()) return convertItems(env, value.toListRef());
  if (value.isTuple()) return convertItems(env, value.toTupleRef().elements());
  throw std::runtime_error("a result of type " + value.tagKind() + " is not available yet");
}

Napi::Value convertReturn(Napi::Env env, const c10::Argument& declared, const c10::IValue& value) {
  if (declared.real_type()->kind() == c10::TypeKind::ScalarTypeType) {
    return Napi::String::New(env, nameOf(static_cast<at::ScalarType>(value.toInt())));
  }
  return convert(env, value);
}

}  // namespace

Napi::Value convertResults(Napi::Env env, const c10::FunctionSchema& schema,
                           const std::vector<c10::IValue>& results) {
  const auto& declared = schema.returns();
  if (results.empty()) return env.Undefined();
  if (results.size() == 1) return convertReturn(env, declared.at(0), results[0]);
  Napi::Array array = Napi::Array::New(env, results.size());
  for (uint32_t i = 0; i < results.size(); ++i) {
    array.Set(i, convertReturn(env, declared.at(i), results[i]));
  }
  return array;
}

}  // namespace layca::binding
