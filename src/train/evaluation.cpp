#include "train/evaluation.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

#include "train/evaluation_batch.h"
#include "train/figure_sums.h"
#include "train/loss.h"

namespace layca {

std::optional<Figures> evaluate(Network& network, const RunSpec& spec, const Samples& samples,
                                const std::atomic<bool>& stop) {
  const at::NoGradGuard noGrad;
  const std::int64_t batchSize = evaluationBatch(network.plan());
  FigureSums sums;
  for (std::int64_t begin = 0; begin < samples.count(); begin += batchSize) {
    if (stop) return std::nullopt;
    const std::int64_t end = std::min(samples.count(), begin + batchSize);
    const Batch batch = samples.range(begin, end, {network.inputFormat()});
    const at::Tensor outputs = network.forward(batch.inputs, /*evaluation*/ {});
    const double mean = meanLoss(spec.loss, outputs, batch.targets).item<double>();
    sums.add(spec, mean, outputs, batch.targets);
  }
  return sums.means(spec);
}

}  // namespace layca
