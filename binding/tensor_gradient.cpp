#include "tensor_gradient.h"

#include <cmath>

#include "dense_tensor.h"
#include "describe_tensor.h"
#include "environment.h"
#include "errors.h"
#include "numeric/sums.h"
#include "run_spec_reader.h"
#include "tensor_handle.h"
#include "train/gradient_sum.h"

namespace layca::binding {

Napi::Value tensorSetData(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensorOf(info[0], "tensor");
  const at::Tensor data = tensorOf(info[1], "data").detach();
  if (!tensor.is_leaf() || tensor.is_view()) {
    throw BadArgument("tensor", "a leaf with memory of its own", "a view or a result");
  }
  if (tensor.requires_grad() && !data.is_floating_point() && !data.is_complex()) {
    throw BadArgument("data", "a floating dtype, since gradients are required",
                      describeTensor(data));
  }
  // Of the old memory.
  tensor.mutable_grad().reset();
  tensor.set_data(data);
  Environment::of(info.Env()).tensors().refresh(entryOf(info[0], "tensor"));
  return info.Env().Undefined();
}

Napi::Value clipGradNorm(const Napi::CallbackInfo& info) {
  const at::NoGradGuard noGrad;
  std::vector<at::Tensor> gradients;
  std::size_t index = 0;
  for (const at::Tensor& tensor : toTensors(info[0], "parameters")) {
    const std::string place = "parameters[" + std::to_string(index++) + "].grad";
    const at::Tensor gradient = tensor.is_leaf() ? tensor.grad() : at::Tensor();
    if (!gradient.defined()) continue;
    const bool real = gradient.scalar_type() == at::kFloat || gradient.scalar_type() == at::kDouble;
    if (!real || gradient.layout() != at::kStrided) {
      throw BadArgument(place, "a strided gradient of float32 or float64",
                        describeTensor(gradient));
    }
    if (!allFinite(gradient)) {
      throw BadArgument(place, "finite numbers", "NaN or infinity");
    }
    // An expanded one cannot be changed in place.
    if (!gradient.is_non_overlapping_and_dense()) tensor.mutable_grad() = gradient.contiguous();
    gradients.push_back(tensor.grad().detach());
  }
  const double most = readReal(info[1], "maxNorm", 0);
  return Napi::Number::New(info.Env(), gradients.empty() ? 0 : clipNorm(gradients, most));
}

}  // namespace layca::binding
