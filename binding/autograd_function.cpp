#include "autograd_function.h"

#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/input_metadata.h>
#include <torch/csrc/autograd/saved_variable.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "convert_function.h"
#include "convert_number.h"
#include "errors.h"
#include "gradient_callback.h"
#include "register.h"
#include "tensor_handle.h"

namespace layca::binding {
namespace {

using torch::autograd::InputMetadata;
using torch::autograd::SavedVariable;
using torch::autograd::variable_list;

/// A step of the graph that JavaScript computes backward.
class CallbackNode final : public torch::autograd::Node {
 public:
  CallbackNode(std::string name, const Napi::Function& function)
      : name_(std::move(name)), callback_(std::make_shared<GradientCallback>(function)) {}

  void record(const at::Tensor& output) {
    if (torch::autograd::isDifferentiableType(output.scalar_type())) {
      torch::autograd::set_history(output, shared_from_this());
    } else {
      add_input_metadata(undefined_input());
    }
    outputs_.emplace_back(output);
  }

  void save(const at::Tensor& tensor, bool isOutput) { saved_.emplace_back(tensor, isOutput); }

  variable_list apply(variable_list&& gradients) override {
    // A pass inside of the callback may release what this one uses.
    const std::shared_ptr<GradientCallback> callback = callback_;
    TORCH_CHECK(callback != nullptr, torch::autograd::ERR_BACKWARD_TWICE);
    variable_list saved;
    for (const SavedVariable& tensor : saved_) saved.push_back(tensor.unpack(shared_from_this()));
    for (size_t i = 0; i < gradients.size(); ++i) {
      if (!gradients[i].defined()) gradients[i] = outputs_[i].zeros_like();
    }
    return (*callback)({saved, gradients});
  }

  void release_variables() override {
    saved_.clear();
    callback_.reset();
  }

  std::string name() const override { return name_; }

 private:
  std::string name_;
  std::shared_ptr<GradientCallback> callback_;
  std::vector<SavedVariable> saved_;
  std::vector<InputMetadata> outputs_;
};

/// (name, inputs, outputs, saved, backward); the outputs as results of the step.
Napi::Value autogradRecord(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsString()) throw BadArgument("name", "a string", describe(info[0]));
  const std::vector<at::Tensor> inputs = tensorsOf(info[1], "inputs");
  const std::vector<at::Tensor> outputs = tensorsOf(info[2], "outputs");
  const std::vector<at::Tensor> saved = tensorsOf(info[3], "saved");
  for (const at::Tensor& input : inputs) requireCallable(input, "inputs");
  for (const at::Tensor& output : outputs) requireCallable(output, "outputs");
  const auto node = std::make_shared<CallbackNode>(info[0].As<Napi::String>().Utf8Value(),
                                                   functionOf(info[4], "backward"));
  node->set_next_edges(torch::autograd::collect_next_edges(inputs));
  std::vector<at::Tensor> results;
  for (const at::Tensor& output : outputs) {
    // An input that is returned stays what it is.
    results.push_back(output.detach());
    node->record(results.back());
  }
  for (const at::Tensor& tensor : saved) {
    // What holds an output itself would hold the step, which holds it.
    const auto same = [&](const at::Tensor& output) { return output.is_same(tensor); };
    const auto output = std::find_if(outputs.begin(), outputs.end(), same);
    const bool isOutput = output != outputs.end();
    node->save(isOutput ? results[static_cast<size_t>(output - outputs.begin())] : tensor,
               isOutput);
  }
  return wrapAll(env, results);
}

/// (tensor, hook); the hook's number.
Napi::Value tensorRegisterHook(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensorOf(info[0], "tensor");
  requireCallable(tensor, "tensor");
  const auto callback = std::make_shared<GradientCallback>(functionOf(info[1], "hook"));
  const unsigned number = tensor.register_hook([callback](const at::Tensor& gradient) {
    if (!gradient.defined()) return gradient;
    const auto kept = callback;  // The hook may remove itself.
    return kept->operator()({{gradient}}).at(0);
  });
  return Napi::Number::New(info.Env(), number);
}

Napi::Value tensorRemoveHook(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensorOf(info[0], "tensor");
  const int64_t number = integerOf(info[1], "number");
  if (number < 0 || number > UINT32_MAX) {
    throw BadRange("number", "one that tensorRegisterHook gave", describe(info[1]));
  }
  tensor.remove_hook(static_cast<unsigned>(number));
  return info.Env().Undefined();
}

}  // namespace

void registerAutogradFunction(Napi::Object exports) {
  method<autogradRecord>(exports, "autogradRecord");
  method<tensorRegisterHook>(exports, "tensorRegisterHook");
  method<tensorRemoveHook>(exports, "tensorRemoveHook");
}

}  // namespace layca::binding
