#include "train/figure_sums.h"

#include "train/loss.h"

namespace layca {

void FigureSums::add(const RunSpec& spec, double meanLoss, const at::Tensor& outputs,
                     const at::Tensor& targets) {
  const std::int64_t count = targets.size(0);
  loss += meanLoss * static_cast<double>(count);
  samples += count;
  if (!hasClasses(spec.loss)) return;
  correct += countAmongLargest(outputs, targets, 1);
  if (spec.record.top5) amongFive += countAmongLargest(outputs, targets, 5);
}

Figures FigureSums::means(const RunSpec& spec) const {
  const auto count = static_cast<double>(samples);
  Figures figures{loss / count, {}, {}};
  if (hasClasses(spec.loss)) {
    figures.accuracy = static_cast<double>(correct) / count;
    if (spec.record.top5) figures.top5Accuracy = static_cast<double>(amongFive) / count;
  }
  return figures;
}

}  // namespace layca
