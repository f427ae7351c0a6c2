// Tensors as JavaScript sees them: externals. How long they live:
// tensor_registry.h.
#pragma once

#include <ATen/ATen.h>

#include <string>
#include <vector>

#include "napi_setup.h"
#include "tensor_registry.h"

namespace layca::binding {

/// The tensor with memory of its own, where it is one of zeros that autograd keeps without any.
at::Tensor withMemory(at::Tensor tensor);

/// A new handle of `tensor`, with memory.
Napi::Value wrapTensor(Napi::Env env, at::Tensor tensor);

/// The id of `tensor`, with memory, which lives as long as `owner`; null for an undefined tensor.
Napi::Value wrapFor(TensorRegistry& tensors, const Napi::Object& owner, at::Tensor tensor);

/// A new handle; null for an undefined tensor.
Napi::Value wrapOrNull(Napi::Env env, const at::Tensor& tensor);

/// An array of these.
Napi::Array wrapAll(Napi::Env env, const std::vector<at::Tensor>& tensors);

/// The tensor of a handle. Throws BadArgument, naming `place`, for anything else and for disposed
/// tensors. Copy it before running any JavaScript, which may dispose it.
const at::Tensor& tensorOf(const Napi::Value& value, const char* place);

/// The same of what may be an id, too, which keeps nothing alive: copy it before a sweep, as well.
const at::Tensor& tensorOrIdOf(const Napi::Value& value, const char* place);

/// The same of an entry.
const at::Tensor& tensorOf(const TensorEntry& entry, const char* place);

/// Copies of the tensors of an array of handles; null is an undefined one where `mayBeNull`. Throws
/// BadArgument, naming `place` or the item in it, for anything else.
std::vector<at::Tensor> tensorsOf(const Napi::Value& value, const std::string& place,
                                  bool mayBeNull = false);

/// The entry of a handle, disposed or not. Throws BadArgument, naming `place`, for anything else.
TensorEntry& entryOf(const Napi::Value& value, const char* place);

/// The same for what may be an id, too.
TensorEntry& entryOrIdOf(const Napi::Value& value, const char* place);

/// Whether `value` is a tensor's handle, disposed or not.
bool isTensorHandle(const Napi::Value& value);

/// Whether the handle's tensor was freed.
bool isDisposedTensor(const Napi::Value& value, const char* place);

}  // namespace layca::binding
