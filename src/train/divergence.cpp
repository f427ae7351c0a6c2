#include "train/divergence.h"

#include <ATen/core/grad_mode.h>

#include "numeric/sums.h"

namespace layca {

std::string firstDivergedLayer(Network& network, const at::Tensor& inputs,
                               const ForwardContext& context, std::size_t from) {
  const at::NoGradGuard noGrad;
  const auto& layers = network.plan().layers;
  at::Tensor x = inputs;
  for (std::size_t i = from; i < layers.size(); ++i) {
    x = network.forward(x, context, i, i + 1);
    if (!allFinite(x)) return layers[i].name;
  }
  return {};
}

std::string divergenceText(const std::string& what, std::int64_t epoch, std::int64_t step,
                           const std::string& layer) {
  std::string text =
      what + " is not finite at epoch " + std::to_string(epoch) + ", step " + std::to_string(step);
  return layer.empty() ? text : text + ", layer \"" + layer + "\"";
}

}  // namespace layca
