// PyTorch's enumerations by the names JavaScript uses for them: "float32", "cuda:0",
// "channelsLast", "strided".
#pragma once

#include <ATen/ATen.h>

#include <string>

#include "napi_setup.h"

namespace layca::binding {

/// The dtype of a name such as "float32". Throws BadArgument naming `place`.
at::ScalarType dtypeOf(const Napi::Value& value, const std::string& place);
at::MemoryFormat memoryFormatOf(const Napi::Value& value, const std::string& place);
at::Layout layoutOf(const Napi::Value& value, const std::string& place);

/// The device of "cpu", "cuda" or "cuda:1". Throws BadArgument for other kinds and for devices this
/// machine lacks.
at::Device deviceOf(const Napi::Value& value, const std::string& place);

/// "float32", "sparseCoo"; libtorch's own name for one that JavaScript has none for.
std::string nameOf(at::ScalarType dtype);
std::string nameOf(at::Layout layout);

}  // namespace layca::binding
