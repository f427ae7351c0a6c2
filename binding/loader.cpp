// The addon that node-gyp-build finds. It has no libtorch in it, so that it loads on every
// supported machine; it opens libtorch's libraries by path, after which the engine's addon finds
// them by soname.

#include <dlfcn.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

#include <exception>
#include <string>
#include <vector>

#include "napi_setup.h"

namespace {

std::vector<std::string> pathsOf(const Napi::CallbackInfo& info) {
  if (info.Length() != 1 || !info[0].IsArray()) {
    throw Napi::TypeError::New(info.Env(), "paths: expected an array of strings");
  }
  const auto array = info[0].As<Napi::Array>();
  std::vector<std::string> paths;
  for (uint32_t i = 0; i < array.Length(); ++i) {
    const Napi::Value path = array[i];
    const std::string place = "paths[" + std::to_string(i) + "]";
    if (!path.IsString()) throw Napi::TypeError::New(info.Env(), place + ": expected a string");
    paths.push_back(path.As<Napi::String>());
    if (paths.back().empty() || paths.back().find('\0') != std::string::npos) {
      throw Napi::TypeError::New(info.Env(), place + ": expected a path without null characters");
    }
  }
  return paths;
}

/// Opens the libraries in the order given and returns for each `{ path, error }`, error null where
/// it is open. A library that is open already stays as it is. RTLD_LOCAL keeps libtorch's symbols
/// out of other addons' sight; what links to it finds it by soname all the same.
Napi::Value open(const Napi::CallbackInfo& info) {
  const auto paths = pathsOf(info);
  auto results = Napi::Array::New(info.Env(), paths.size());
  for (uint32_t i = 0; i < paths.size(); ++i) {
    // Never closed: libtorch's threads and static objects live as long as the process.
    const bool opened = dlopen(paths[i].c_str(), RTLD_NOW | RTLD_LOCAL) != nullptr;
    const char* message = opened ? nullptr : dlerror();
    auto result = Napi::Object::New(info.Env());
    result["path"] = Napi::String::New(info.Env(), paths[i]);
    result["error"] = opened ? info.Env().Null()
                             : Napi::String::New(info.Env(), message ? message : "unknown error");
    results[i] = result;
  }
  return results;
}

/// The running glibc's version, `2.36`; null where the C library is another.
Napi::Value glibcVersion(const Napi::CallbackInfo& info) {
#ifdef __GLIBC__
  return Napi::String::New(info.Env(), gnu_get_libc_version());
#else
  return info.Env().Null();
#endif
}

/// `function` with C++ exceptions turned into JavaScript's; errors of Node-API pass as they are.
template <Napi::Value (*function)(const Napi::CallbackInfo&)>
Napi::Value guarded(const Napi::CallbackInfo& info) {
  try {
    return function(info);
  } catch (const Napi::Error&) {
    throw;
  } catch (const std::exception& error) {
    throw Napi::Error::New(info.Env(), error.what());
  } catch (...) {
    throw Napi::Error::New(info.Env(), "unknown error");
  }
}

Napi::Object init(Napi::Env env, Napi::Object exports) {
  exports["open"] = Napi::Function::New<guarded<open>>(env, "open");
  exports["glibcVersion"] = Napi::Function::New<guarded<glibcVersion>>(env, "glibcVersion");
  return exports;
}

}  // namespace

NODE_API_MODULE(layca, init)
