#include "tensor_handle.h"

#include <utility>

#include "environment.h"
#include "errors.h"

namespace layca::binding {
namespace {

TensorEntry* find(const Napi::Value& value) {
  return Environment::of(value.Env()).tensors().find(value);
}

}  // namespace

TensorEntry& entryOf(const Napi::Value& value, const char* place) {
  TensorEntry* entry = find(value);
  if (entry == nullptr) throw BadArgument(place, "a tensor", describe(value));
  return *entry;
}

TensorEntry& entryOrIdOf(const Napi::Value& value, const char* place) {
  TensorEntry* entry = Environment::of(value.Env()).tensors().findHandleOrId(value);
  if (entry == nullptr) throw BadArgument(place, "a tensor", describe(value));
  return *entry;
}

at::Tensor withMemory(at::Tensor tensor) {
  return tensor._is_zerotensor() ? tensor.clone() : std::move(tensor);
}

Napi::Value wrapTensor(Napi::Env env, at::Tensor tensor) {
  return Environment::of(env).tensors().add(withMemory(std::move(tensor)));
}

Napi::Value wrapFor(TensorRegistry& tensors, const Napi::Object& owner, at::Tensor tensor) {
  if (!tensor.defined()) return owner.Env().Null();
  return tensors.addFor(owner, withMemory(std::move(tensor)));
}

Napi::Value wrapOrNull(Napi::Env env, const at::Tensor& tensor) {
  return tensor.defined() ? wrapTensor(env, tensor) : env.Null();
}

Napi::Array wrapAll(Napi::Env env, const std::vector<at::Tensor>& tensors) {
  Napi::Array handles = Napi::Array::New(env, tensors.size());
  for (uint32_t i = 0; i < tensors.size(); ++i) handles.Set(i, wrapOrNull(env, tensors[i]));
  return handles;
}

const at::Tensor& tensorOf(const Napi::Value& value, const char* place) {
  return tensorOf(entryOf(value, place), place);
}

const at::Tensor& tensorOrIdOf(const Napi::Value& value, const char* place) {
  return tensorOf(entryOrIdOf(value, place), place);
}

const at::Tensor& tensorOf(const TensorEntry& entry, const char* place) {
  if (entry.disposed) throw BadArgument(place, "a tensor", "a disposed one");
  return entry.tensor;
}

std::vector<at::Tensor> tensorsOf(const Napi::Value& value, const std::string& place,
                                  bool mayBeNull) {
  if (!value.IsArray()) throw BadArgument(place, "an array of tensors", describe(value));
  const Napi::Array array = value.As<Napi::Array>();
  std::vector<at::Tensor> tensors;
  for (uint32_t i = 0; i < array.Length(); ++i) {
    const Napi::Value item = array.Get(i);
    const std::string itemPlace = place + '[' + std::to_string(i) + ']';
    const bool isNull = mayBeNull && item.IsNull();
    tensors.push_back(isNull ? at::Tensor() : tensorOf(item, itemPlace.c_str()));
  }
  return tensors;
}

bool isTensorHandle(const Napi::Value& value) { return find(value) != nullptr; }

bool isDisposedTensor(const Napi::Value& value, const char* place) {
  return entryOf(value, place).disposed;
}

}  // namespace layca::binding
