#include "train/frozen_prefix.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "train/available_memory.h"
#include "train/evaluation_batch.h"

namespace layca {

std::size_t firstTrainedLayer(Network& network, const std::vector<bool>& trained) {
  for (std::size_t i = 0; i < trained.size(); ++i) {
    if (trained[i]) return network.parameters()[i].layer;
  }
  return network.plan().layers.size();
}

std::optional<Samples> computePrefix(Network& network, std::size_t layers, const Samples& samples,
                                     const at::TensorOptions& options, PrefixChoice choice,
                                     const std::atomic<bool>& stop) {
  if (layers == 0 || choice == PrefixChoice::never || !network.prefixIsPure(layers)) {
    return std::nullopt;
  }
  Shape shape = network.plan().layers[layers - 1].plan.output;
  const std::int64_t bytes =
      elementCount(shape) * samples.count() * static_cast<std::int64_t>(options.dtype().itemsize());
  if (choice == PrefixChoice::byMemory && bytes > availableMemory(options.device()) / 4) {
    return std::nullopt;
  }

  const at::NoGradGuard noGrad;
  shape.insert(shape.begin(), samples.count());
  const at::Tensor outputs = at::empty(shape, options);
  for (const auto& [begin, end] : evaluationBatches(network.plan(), samples.count())) {
    if (stop) return std::nullopt;
    const Batch batch = samples.range(begin, end, {network.inputFormat()});
    outputs.slice(0, begin, end).copy_(network.forward(batch.inputs, /*evaluation*/ {}, 0, layers));
  }
  return Samples({outputs, samples.targets(), {}}, {}, options);
}

}  // namespace layca
