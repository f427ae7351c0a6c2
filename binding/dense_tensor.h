// Tensors whose memory the engine walks through, as it was when it was given.
#pragma once

#include <ATen/ATen.h>

#include <string>
#include <vector>

#include "napi_setup.h"

namespace layca::binding {

/// Throws BadArgument at `place` unless it is strided, of float32 or float64, and dense.
void requireDense(const at::Tensor& tensor, const std::string& place);

/// Throws BadArgument where two of the tensors share memory: `places` name them.
void requireDistinct(const std::vector<at::Tensor>& tensors,
                     const std::vector<std::string>& places);

/// Throws BadArgument at `place` unless `now` still has the memory, and the order in it, of `then`,
/// which was detached from it.
void requireUnmoved(const at::Tensor& now, const at::Tensor& then, const std::string& place);

/// A list of tensors, which errors call `<name>[i]`.
std::vector<at::Tensor> toTensors(const Napi::Value& value, const std::string& name);

}  // namespace layca::binding
