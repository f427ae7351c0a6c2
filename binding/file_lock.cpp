#include "file_lock.h"

#include "errors.h"
#include "io/file_lock.h"
#include "register.h"
#include "typed_handle.h"

namespace layca::binding {

namespace {

/// Empty once it is let go of.
struct HeldLock {
  std::unique_ptr<FileLock> lock;
};

}  // namespace

template <>
struct HandleType<HeldLock> {
  static constexpr napi_type_tag tag{0x2f86b1d94c7e0a53, 0x8be4d3720f6195ac};
  static constexpr const char* name = "lock";
  static constexpr const char* what = "a lock's handle";
};

namespace {

std::string textOf(const Napi::Value& value, const char* place) {
  const std::string text = value.IsString() ? value.As<Napi::String>().Utf8Value() : "";
  if (text.empty() || text.find('\0') != std::string::npos) {
    throw BadArgument(place, "a text without NUL", describe(value));
  }
  return text;
}

Napi::Value lockFile(const Napi::CallbackInfo& info) {
  auto lock = FileLock::take(textOf(info[0], "path"), textOf(info[1], "text"));
  if (!lock) return info.Env().Null();
  return wrapHandle(info.Env(), std::make_shared<HeldLock>(HeldLock{std::move(lock)}));
}

Napi::Value unlockFile(const Napi::CallbackInfo& info) {
  handleOf<HeldLock>(info[0])->lock.reset();
  return info.Env().Undefined();
}

}  // namespace

void registerFileLock(Napi::Object exports) {
  method<lockFile>(exports, "lockFile");
  method<unlockFile>(exports, "unlockFile");
}

}  // namespace layca::binding
