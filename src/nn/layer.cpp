#include "nn/layer.h"

#include <stdexcept>
#include <type_traits>

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

/// Calls `function` with the spec of a layer that has no lists of layers in it.
template <typename Function>
auto withPlainKind(const LayerKindSpec& spec, const Function& function) {
  return std::visit(
      [&](const auto& kind) -> decltype(function(FlattenSpec{})) {
        if constexpr (std::is_same_v<std::decay_t<decltype(kind)>, ResidualSpec>) {
          throw std::logic_error("a residual is planned and built by its network");
        } else {
          return function(kind);
        }
      },
      spec);
}

}  // namespace

LayerPlan planLayer(const LayerKindSpec& spec, const Shape& input) {
  return withPlainKind(spec, [&](const auto& kind) { return plan(kind, input); });
}

std::unique_ptr<Layer> makeLayer(const LayerKindSpec& spec, const LayerParts& parts) {
  return withPlainKind(spec, [&](const auto& kind) { return make(kind, parts); });
}

at::Tensor Layer::forwardWithRelu(at::Tensor, const ForwardContext&, bool, BesideRelu) {
  throw std::logic_error("this layer takes no ReLU");
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
