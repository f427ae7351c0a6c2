#include "nn/layer.h"

#include <c10/util/Exception.h>

#include "engine_errors.h"
#include "nn/activations.h"
#include "nn/batch_norm.h"
#include "nn/conv2d.h"
#include "nn/dropout.h"
#include "nn/flatten.h"
#include "nn/group_norm.h"
#include "nn/layer_norm.h"
#include "nn/linear.h"
#include "nn/pooling.h"

namespace layca {

namespace {
template <typename Spec>
LayerPlan plan(const Spec&, const Shape&) {
  TORCH_CHECK(false, "this layer is not available yet");
}
template <typename Spec>
std::unique_ptr<Layer> make(const Spec&, const LayerParts&) {
  TORCH_CHECK(false, "this layer is not available yet");
}
}  // namespace

LayerPlan planLayer(const LayerKindSpec& spec, const Shape& input) {
  return std::visit([&](const auto& kind) { return plan(kind, input); }, spec);
}

std::unique_ptr<Layer> makeLayer(const LayerKindSpec& spec, const LayerParts& parts) {
  return std::visit([&](const auto& kind) { return make(kind, parts); }, spec);
}

std::string shapeText(const Shape& shape) {
  std::string text = "[";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (i > 0) text += ", ";
    text += std::to_string(shape[i]);
  }
  return text + "]";
}

std::int64_t elementCount(const Shape& shape) {
  constexpr std::int64_t most = std::int64_t{1} << 40;
  std::int64_t count = 1;
  for (const std::int64_t size : shape) {
    if (size < 0 || (count > 0 && size > most / count)) {
      throw InputError("expected at most 2^40 elements but received shape " + shapeText(shape));
    }
    count *= size;
  }
  return count;
}

}  // namespace layca
