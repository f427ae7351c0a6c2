// Opaque JavaScript objects that own a C++ object: type-tagged, so that no other object is taken
// for one, and freed with the garbage collector.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "errors.h"
#include "napi_setup.h"

namespace layca::binding {

inline void requireOk(napi_env env, napi_status status) {
  if (status != napi_ok) throw Napi::Error::New(env);
}

/// What handles of type T are known by: a specialization for each in its own header, with `tag`, an
/// arbitrary number of 128 bits, and `name` and `what` for messages.
template <typename T>
struct HandleType;

/// What a handle owns.
template <typename T>
struct Held {
  std::shared_ptr<T> object;
  /// Memory that the garbage collector was told of.
  std::int64_t bytes;
};

template <typename T>
void releaseHeld(napi_env env, void* data, void*) {
  const std::unique_ptr<Held<T>> held(static_cast<Held<T>*>(data));
  std::int64_t now = 0;
  napi_adjust_external_memory(env, -held->bytes, &now);
}

/// A new handle that holds `object` until it is collected. `bytes`: memory that the collector does
/// not see.
template <typename T>
Napi::Object wrapHandle(Napi::Env env, std::shared_ptr<T> object, std::int64_t bytes = 0) {
  Napi::Object handle = Napi::Object::New(env);
  requireOk(env, napi_type_tag_object(env, handle, &HandleType<T>::tag));
  auto held = std::make_unique<Held<T>>(Held<T>{std::move(object), bytes});
  requireOk(env, napi_wrap(env, handle, held.get(), releaseHeld<T>, nullptr, nullptr));
  held.release();  // The finalizer owns it.
  Napi::MemoryManagement::AdjustExternalMemory(env, bytes);
  return handle;
}

/// What a handle owns; throws BadArgument, naming `place`, for anything else.
template <typename T>
Held<T>& heldOf(const Napi::Value& value, const std::string& place = HandleType<T>::name) {
  bool tagged = false;
  if (value.IsObject()) {
    requireOk(value.Env(),
              napi_check_object_type_tag(value.Env(), value, &HandleType<T>::tag, &tagged));
  }
  if (!tagged) throw BadArgument(place, HandleType<T>::what, describe(value));
  void* data = nullptr;
  requireOk(value.Env(), napi_unwrap(value.Env(), value, &data));
  return *static_cast<Held<T>*>(data);
}

/// The object of a handle; throws BadArgument, naming `place`, for anything else, and for a
/// disposed one.
template <typename T>
std::shared_ptr<T> handleOf(const Napi::Value& value,
                            const std::string& place = HandleType<T>::name) {
  std::shared_ptr<T> object = heldOf<T>(value, place).object;
  if (!object) throw BadArgument(place, HandleType<T>::what, "a disposed one");
  return object;
}

/// Lets go of a handle's object at once, and not when the collector finds the handle; again is
/// harmless.
template <typename T>
void disposeHandle(const Napi::Value& value) {
  Held<T>& held = heldOf<T>(value);
  if (!held.object) return;
  held.object.reset();
  Napi::MemoryManagement::AdjustExternalMemory(value.Env(), -std::exchange(held.bytes, 0));
}

}  // namespace layca::binding
