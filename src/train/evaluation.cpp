#include "train/evaluation.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "train/evaluation_batch.h"
#include "train/figure_sums.h"
#include "train/loss.h"

namespace layca {

std::optional<Figures> evaluate(Network& network, const RunSpec& spec, const Samples& samples,
                                const std::atomic<bool>& stop) {
  const at::NoGradGuard noGrad;
  FigureSums sums;
  for (const auto& [begin, end] : evaluationBatches(network.plan(), samples.count())) {
    if (stop) return std::nullopt;
    const Batch batch = samples.range(begin, end, {network.inputFormat()});
    const at::Tensor outputs = network.forward(batch.inputs, /*evaluation*/ {});
    const double mean = meanLoss(spec.loss, outputs, batch.targets).item<double>();
    sums.add(spec, mean, outputs, batch.targets);
  }
  return sums.means(spec);
}

}  // namespace layca
