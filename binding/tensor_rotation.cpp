#include "tensor_rotation.h"

#include "convert_number.h"
#include "errors.h"
#include "numeric/percentiles.h"
#include "rotation/cosine_distance.h"
#include "rotation/silhouette.h"
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
  return tensor.detach().resolve_neg().to(at::kCPU).contiguous();
}

std::vector<double> percentsOf(const Napi::Value& value) {
  if (!value.IsArray()) throw BadArgument("percents", "a list of numbers", describe(value));
  const auto list = value.As<Napi::Array>();
  std::vector<double> percents;
  for (std::uint32_t i = 0; i < list.Length(); ++i) {
    const std::string place = "percents[" + std::to_string(i) + "]";
    const Napi::Value given = list.Get(i);
    const double percent = floatOf(given, place);
    const double least = percents.empty() ? 0 : percents.back();
    // NaN is neither.
    if (!(percent >= least && percent <= 100)) {
      throw BadRange(place, "a number from 0 to 100, in ascending order", describe(given));
    }
    percents.push_back(percent);
  }
  return percents;
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

Napi::Value percentiles(const Napi::CallbackInfo& info) {
  const at::Tensor t = plain(tensorOf(info[0], "t"), "t");
  if (t.numel() == 0) throw BadArgument("t", "a tensor of one element or more", "0");
  const std::vector<double> values = layca::percentiles(t, percentsOf(info[1]));
  Napi::Array result = Napi::Array::New(info.Env(), values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    result.Set(static_cast<std::uint32_t>(i), Napi::Number::New(info.Env(), values[i]));
  }
  return result;
}

Napi::Value silhouette(const Napi::CallbackInfo& info) {
  const at::Tensor vectors = plain(tensorOf(info[0], "vectors"), "vectors");
  const at::Tensor& labels = tensorOf(info[1], "labels");
  if (labels.layout() != at::kStrided || labels.scalar_type() != at::kLong) {
    throw BadArgument("labels", "a strided tensor of int64",
                      "one of " + nameOf(labels.scalar_type()));
  }
  if (vectors.dim() < 1 || labels.dim() != 1 || labels.size(0) != vectors.size(0)) {
    const std::string count = vectors.dim() < 1 ? "N" : std::to_string(vectors.size(0));
    throw BadArgument(
        "labels", "a label each of " + count + " vectors",
        std::to_string(labels.numel()) + " of " + std::to_string(labels.dim()) + " dimensions");
  }
  return Napi::Number::New(info.Env(), layca::silhouette(vectors, labels));
}

}  // namespace layca::binding
