// Errors of the binding, and how C++ exceptions become JavaScript errors. `register.h` is the only
// caller of `translateException`; every other file just throws.
#pragma once

#include <stdexcept>
#include <string>

#include "napi_setup.h"

namespace layca::binding {

/// A value from JavaScript that has the wrong type: `<place>: expected <expected> but received
/// <received>`. Becomes a TypeError with `code` "BAD_ARGUMENT" and the `place`; lib/ turns it into
/// an InputError.
class BadArgument : public std::invalid_argument {
 public:
  BadArgument(const std::string& place, const std::string& expected, const std::string& received);
  const std::string& place() const { return place_; }

 private:
  std::string place_;
};

/// A value of the right type outside its range. Becomes a RangeError, otherwise like BadArgument.
class BadRange : public BadArgument {
 public:
  using BadArgument::BadArgument;
};

/// What was received, in words: `null`, `2.5`, `"abc"`, `an array of 3`, `an object`.
std::string describe(const Napi::Value& value);

/// The exception in flight as a JavaScript error; call it inside `catch (...)` only. Codes:
/// "BAD_ARGUMENT", "TORCH_ERROR" (libtorch's first sentence, without its C++ backtrace),
/// "ENGINE_ERROR" (anything else).
Napi::Error translateException(Napi::Env env);

}  // namespace layca::binding
