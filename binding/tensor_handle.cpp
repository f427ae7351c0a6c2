#include "tensor_handle.h"

#include <utility>

#include "environment.h"
#include "errors.h"

namespace layca::binding {
namespace {

// Tells our handles from objects that another addon, or the run plane, wrapped: unwrapping those as
// tensors would read foreign memory.
constexpr napi_type_tag kTensorTag = {0x6c61796361205465, 0x9f1c5d7e3b2a4801};

TensorEntry* find(const Napi::Value& value) {
  if (!value.IsObject()) return nullptr;
  bool ours = false;
  if (napi_check_object_type_tag(value.Env(), value, &kTensorTag, &ours) != napi_ok || !ours)
    return nullptr;
  void* entry = nullptr;
  if (napi_unwrap(value.Env(), value, &entry) != napi_ok) return nullptr;
  return static_cast<TensorEntry*>(entry);
}

}  // namespace

TensorEntry& entryOf(const Napi::Value& value, const char* place) {
  TensorEntry* entry = find(value);
  if (entry == nullptr) throw BadArgument(place, "a tensor", describe(value));
  return *entry;
}

at::Tensor withMemory(at::Tensor tensor) {
  return tensor._is_zerotensor() ? tensor.clone() : std::move(tensor);
}

Napi::Object wrapTensor(Napi::Env env, at::Tensor tensor) {
  Napi::Object object = Napi::Object::New(env);
  object.TypeTag(&kTensorTag);
  Environment::of(env).tensors().add(object, withMemory(std::move(tensor)));
  return object;
}

const at::Tensor& tensorOf(const Napi::Value& value, const char* place) {
  const TensorEntry& entry = entryOf(value, place);
  if (entry.disposed) throw BadArgument(place, "a tensor", "a disposed one");
  return entry.tensor;
}

bool isTensorHandle(const Napi::Value& value) { return find(value) != nullptr; }

void disposeTensor(const Napi::Value& value, const char* place) {
  Environment::of(value.Env()).tensors().dispose(entryOf(value, place));
}

void refreshTensor(const Napi::Value& value, const char* place) {
  Environment::of(value.Env()).tensors().refresh(entryOf(value, place));
}

bool isDisposedTensor(const Napi::Value& value, const char* place) {
  return entryOf(value, place).disposed;
}

}  // namespace layca::binding
