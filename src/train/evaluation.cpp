#include "train/evaluation.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

#include "train/evaluation_batch.h"
#include "train/loss.h"

namespace layca {

std::optional<Figures> evaluate(Network& network, const LossSpec& loss, const Samples& samples,
                                const std::atomic<bool>& stop) {
  const at::NoGradGuard noGrad;
  const std::int64_t batchSize = evaluationBatch(network.plan());
  double lossSum = 0;
  std::int64_t correct = 0;
  for (std::int64_t begin = 0; begin < samples.count(); begin += batchSize) {
    if (stop) return std::nullopt;
    const std::int64_t end = std::min(samples.count(), begin + batchSize);
    const Batch batch = samples.range(begin, end, {network.inputFormat()});
    const at::Tensor logits = network.forward(batch.inputs, /*evaluation*/ {});
    const double mean = meanLoss(loss, logits, batch.targets).item<double>();
    lossSum += mean * static_cast<double>(end - begin);
    correct += countCorrect(logits, batch.targets);
  }
  const auto count = static_cast<double>(samples.count());
  return Figures{lossSum / count, static_cast<double>(correct) / count};
}

}  // namespace layca
