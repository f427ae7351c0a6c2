// Functions of JavaScript as arguments.
#pragma once

#include "errors.h"
#include "napi_setup.h"

namespace layca::binding {

/// Throws BadArgument, naming `place`, for anything else.
inline Napi::Function functionOf(const Napi::Value& value, const char* place) {
  if (!value.IsFunction()) throw BadArgument(place, "a function", describe(value));
  return value.As<Napi::Function>();
}

}  // namespace layca::binding
