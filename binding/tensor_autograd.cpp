#include "tensor_autograd.h"

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>

#include <optional>
#include <string>
#include <vector>

#include "convert_number.h"
#include "environment.h"
#include "errors.h"
#include "register.h"
#include "tensor_handle.h"

namespace layca::binding {
namespace {

std::string sizesText(const at::Tensor& tensor) { return c10::str(tensor.sizes()); }

/// Autograd itself would stretch or sum a gradient of another shape in silence.
void checkGradient(const at::Tensor& gradient, const at::Tensor& of, const std::string& place) {
  if (!gradient.defined() || gradient.sizes() == of.sizes()) return;
  throw BadArgument(place, "a gradient of the tensor's shape " + sizesText(of),
                    "one of shape " + sizesText(gradient));
}

std::optional<bool> optionalBoolean(const Napi::Value& value, const char* place) {
  if (value.IsUndefined()) return std::nullopt;
  return booleanOf(value, place);
}

/// (owner, tensor)
Napi::Value tensorGrad(const Napi::CallbackInfo& info) {
  if (!info[0].IsObject()) throw BadArgument("owner", "an object", describe(info[0]));
  const at::Tensor tensor = tensorOrIdOf(info[1], "tensor");
  at::Tensor gradient = tensor.grad();
  if (gradient.defined() && gradient._is_zerotensor()) {
    gradient = withMemory(gradient);
    tensor.mutable_grad() = gradient;  // So that what is written to it is the gradient.
  }
  return wrapFor(Environment::of(info.Env()).tensors(), info[0].As<Napi::Object>(), gradient);
}

Napi::Value tensorSetGrad(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensorOrIdOf(info[0], "tensor");
  if (info[1].IsNull()) {
    tensor.mutable_grad() = at::Tensor();
    return info.Env().Undefined();
  }
  const at::Tensor gradient = tensorOrIdOf(info[1], "grad");
  checkGradient(gradient, tensor, "grad");
  if (gradient.scalar_type() != tensor.scalar_type() || gradient.device() != tensor.device()) {
    throw BadArgument("grad", "a gradient of the tensor's dtype and device", "one of another");
  }
  if (gradient.is_same(tensor)) {
    throw BadArgument("grad", "another tensor than the one it is of", "that one");
  }
  tensor.mutable_grad() = gradient;
  return info.Env().Undefined();
}

Napi::Value tensorGradFn(const Napi::CallbackInfo& info) {
  const at::Tensor& tensor = tensorOf(info[0], "tensor");
  const auto& function = tensor.grad_fn();
  return function ? Napi::Value(Napi::String::New(info.Env(), function->name()))
                  : info.Env().Null();
}

Napi::Value tensorSetRequiresGrad(const Napi::CallbackInfo& info) {
  const at::Tensor& tensor = tensorOf(info[0], "tensor");
  const bool required = booleanOf(info[1], "requiresGrad");
  if (!tensor.is_leaf()) {
    throw BadArgument("requiresGrad", "a leaf, as only its flag can change and detach() gives one,",
                      "the result of an operation");
  }
  tensor.set_requires_grad(required);
  return info.Env().Undefined();
}

/// (tensor, gradient | null, retainGraph | undefined, createGraph, inputs | null)
Napi::Value tensorBackward(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensorOrIdOf(info[0], "tensor");
  Environment::of(info.Env()).tensors().sweepIfDue();
  const at::Tensor gradient = info[1].IsNull() ? at::Tensor() : tensorOf(info[1], "gradient");
  checkGradient(gradient, tensor, "gradient");
  const std::optional<bool> retainGraph = optionalBoolean(info[2], "retainGraph");
  const bool createGraph = booleanOf(info[3], "createGraph");
  const std::vector<at::Tensor> inputs =
      info[4].IsNull() ? std::vector<at::Tensor>() : tensorsOf(info[4], "inputs");
  if (!info[4].IsNull() && inputs.empty()) {
    throw BadArgument("inputs", "at least one tensor", "none");
  }
  torch::autograd::backward({tensor}, {gradient}, retainGraph, createGraph, inputs);
  return info.Env().Undefined();
}

/// (outputs, inputs, gradients of the outputs, retainGraph | undefined, createGraph, allowUnused)
Napi::Value autogradGrad(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  Environment::of(env).tensors().sweepIfDue();
  const std::vector<at::Tensor> outputs = tensorsOf(info[0], "outputs");
  const std::vector<at::Tensor> inputs = tensorsOf(info[1], "inputs");
  const std::vector<at::Tensor> gradients = tensorsOf(info[2], "gradOutputs", true);
  if (outputs.empty()) throw BadArgument("outputs", "at least one tensor", "none");
  if (inputs.empty()) throw BadArgument("inputs", "at least one tensor", "none");
  if (gradients.size() != outputs.size()) {
    throw BadArgument("gradOutputs",
                      "as many gradients as outputs (" + std::to_string(outputs.size()) + ")",
                      std::to_string(gradients.size()));
  }
  for (size_t i = 0; i < outputs.size(); ++i) {
    checkGradient(gradients[i], outputs[i], "gradOutputs[" + std::to_string(i) + ']');
  }
  const std::optional<bool> retainGraph = optionalBoolean(info[3], "retainGraph");
  const bool createGraph = booleanOf(info[4], "createGraph");
  const bool allowUnused = booleanOf(info[5], "allowUnused");
  const std::vector<at::Tensor> made =
      torch::autograd::grad(outputs, inputs, gradients, retainGraph, createGraph, true);
  for (size_t i = 0; i < made.size(); ++i) {
    if (made[i].defined() || allowUnused) continue;
    throw BadArgument("inputs[" + std::to_string(i) + ']', "a tensor that the outputs depend on",
                      "one they do not; with allowUnused it gives null");
  }
  return wrapAll(env, made);
}

}  // namespace

void registerAutograd(Napi::Object exports) {
  method<tensorGrad>(exports, "tensorGrad");
  method<tensorSetGrad>(exports, "tensorSetGrad");
  method<tensorGradFn>(exports, "tensorGradFn");
  method<tensorSetRequiresGrad>(exports, "tensorSetRequiresGrad");
  method<tensorBackward>(exports, "tensorBackward");
  method<autogradGrad>(exports, "autogradGrad");
}

}  // namespace layca::binding
