#include "tensor_save.h"

#include "errors.h"
#include "io/safetensors_writer.h"
#include "tensor_handle.h"

namespace layca::binding {
namespace {

Napi::Object objectOf(const Napi::Value& value, const char* place) {
  if (!value.IsObject() || value.IsArray()) throw BadArgument(place, "an object", describe(value));
  return value.As<Napi::Object>();
}

// Calls `take` with every key of the object and its value.
template <typename Take>
void forEach(const Napi::Object& object, const Take& take) {
  const Napi::Array keys = object.GetPropertyNames();
  for (uint32_t i = 0; i < keys.Length(); ++i) {
    const Napi::Value key = keys.Get(i);
    take(key.ToString().Utf8Value(), object.Get(key));
  }
}

}  // namespace

Napi::Value saveSafetensors(const Napi::CallbackInfo& info) {
  if (!info[0].IsString()) throw BadArgument("path", "a string", describe(info[0]));
  const std::string path = info[0].As<Napi::String>();
  if (path.find('\0') != std::string::npos) throw BadArgument("path", "a path", "one with a NUL");
  NamedTensors tensors;
  forEach(objectOf(info[1], "tensors"), [&](const std::string& name, const Napi::Value& value) {
    const std::string place = "tensors[\"" + name + "\"]";
    tensors.emplace_back(name, tensorOf(value, place.c_str()));
  });
  Metadata metadata;
  forEach(objectOf(info[2], "metadata"), [&](const std::string& name, const Napi::Value& value) {
    if (!value.IsString())
      throw BadArgument("metadata[\"" + name + "\"]", "a string", describe(value));
    metadata.emplace_back(name, value.As<Napi::String>());
  });
  writeSafetensors(path, tensors, metadata);
  return info.Env().Undefined();
}

}  // namespace layca::binding
