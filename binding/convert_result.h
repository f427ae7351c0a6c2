// What an operator returns, to JavaScript.
#pragma once

#include <ATen/core/function_schema.h>
#include <ATen/core/ivalue.h>

#include <vector>

#include "napi_setup.h"

namespace layca::binding {

/// Nothing as `undefined`, one value as itself, several as an array. Tensors become handles, an
/// undefined tensor `null`, integers numbers or BigInts, complex numbers `{ re, im }`, dtypes
/// names.
Napi::Value convertResults(Napi::Env env, const c10::FunctionSchema& schema,
                           const std::vector<c10::IValue>& results);

}  // namespace layca::binding
