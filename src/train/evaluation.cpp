#include "train/evaluation.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

#include "train/figure_sums.h"
#include "train/loss.h"

namespace layca {

namespace {

/// Large enough for full speed of the matrix products, small enough for the caches to hold what a
/// layer hands on.
constexpr std::int64_t kEvaluationBatch = 1000;

}  // namespace

std::optional<Figures> evaluate(Network& network, const RunSpec& spec, const Samples& samples,
                                const std::atomic<bool>& stop) {
  const at::NoGradGuard noGrad;
  FigureSums sums;
  for (std::int64_t begin = 0; begin < samples.count(); begin += kEvaluationBatch) {
    if (stop) return std::nullopt;
    const std::int64_t end = std::min(samples.count(), begin + kEvaluationBatch);
    const Batch batch = samples.range(begin, end);
    const at::Tensor outputs = network.forward(batch.inputs, /*evaluation*/ {});
    const double mean = meanLoss(spec.loss, outputs, batch.targets).item<double>();
    sums.add(spec, mean, outputs, batch.targets);
  }
  return sums.means(spec);
}

}  // namespace layca
