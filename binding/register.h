// Registration of native functions. Every function that JavaScript can call passes through
// `method`, so none can be written without the translation of exceptions: there is no other `catch`
// in the binding, but that of out_of_memory.h.
#pragma once

#include "environment.h"
#include "errors.h"
#include "napi_setup.h"

namespace layca::binding {

using NativeFunction = Napi::Value (*)(const Napi::CallbackInfo&);

/// `function` with every C++ exception translated into a JavaScript error, and libtorch's warnings
/// handed to Node.
template <NativeFunction function>
Napi::Value guarded(const Napi::CallbackInfo& info) {
  try {
    const Napi::Value result = function(info);
    Environment::of(info.Env()).warnings().emit(info.Env());
    return result;
  } catch (...) {
    throw translateException(info.Env());
  }
}

/// Sets `exports[name]` to the guarded function.
template <NativeFunction function>
void method(Napi::Object exports, const char* name) {
  exports.Set(name, Napi::Function::New<guarded<function>>(exports.Env(), name));
}

}  // namespace layca::binding
