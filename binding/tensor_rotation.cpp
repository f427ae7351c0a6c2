#include "tensor_rotation.h"

#include "errors.h"
#include "rotation/cosine_distance.h"
#include "tensor_handle.h"
#include "tensor_names.h"

namespace layca::binding {
namespace {

// The engine's loops read float32 or float64 in order from one address.
at::Tensor plain(const at::Tensor& tensor, const char* place) {
  const at::ScalarType dtype = tensor.scalar_type();
  if (tensor.layout() != at::kStrided || (dtype != at::kFloat && dtype != at::kDouble)) {
    throw BadArgument(place, "a strided tensor of float32 or float64", "one of " + nameOf(dtype));
  }
  return tensor.detach().to(at::kCPU).contiguous();
}

}  // namespace

Napi::Value cosineDistance(const Napi::CallbackInfo& info) {
  const at::Tensor a = plain(tensorOf(info[0], "w"), "w");
  const at::Tensor b = plain(tensorOf(info[1], "w0"), "w0");
  if (a.numel() != b.numel()) {
    throw BadArgument("w0", "a tensor of " + std::to_string(a.numel()) + " elements",
                      std::to_string(b.numel()));
  }
  if (a.scalar_type() != b.scalar_type()) {
    throw BadArgument("w0", "a tensor of " + nameOf(a.scalar_type()), nameOf(b.scalar_type()));
  }
  return Napi::Number::New(info.Env(), layca::cosineDistance(a, b));
}

}  // namespace layca::binding
