// Functions of JavaScript that autograd calls while it computes gradients.
#pragma once

#include <ATen/ATen.h>

#include <memory>
#include <thread>
#include <vector>

#include "napi_setup.h"

namespace layca::binding {

class LateReferences;

/// Holds the function, so that what it closes over must not hold the graph that holds the callback.
class GradientCallback {
 public:
  explicit GradientCallback(const Napi::Function& function);
  ~GradientCallback();
  GradientCallback(const GradientCallback&) = delete;
  GradientCallback& operator=(const GradientCallback&) = delete;

  /// Calls the function with an array of handles for each list, null for undefined tensors, under
  /// autograd's own switch, and returns the tensors of the array that it returns, undefined ones
  /// for null. Throws what the function throws, and where autograd is on another thread than the
  /// function's.
  std::vector<at::Tensor> operator()(const std::vector<std::vector<at::Tensor>>& lists) const;

 private:
  napi_env env_;
  napi_ref function_ = nullptr;
  std::thread::id thread_;
  std::shared_ptr<LateReferences> late_;
};

/// Throws BadArgument, naming `place`, for tensors whose gradients are computed on a thread that
/// runs no JavaScript.
void requireCallable(const at::Tensor& tensor, const std::string& place);

}  // namespace layca::binding
