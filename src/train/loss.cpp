#include "train/loss.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace layca {

namespace {

at::Tensor loss(const CrossEntropySpec& spec, const at::Tensor& logits, const at::Tensor& targets) {
  return at::cross_entropy_loss(logits, targets, {}, at::Reduction::Mean, -100,
                                spec.labelSmoothing);
}

/// On the CPU a plain loop costs a microsecond where three operators cost thirty.
template <typename T>
std::int64_t countOnCpu(const at::Tensor& logits, const at::Tensor& targets) {
  const T* row = logits.const_data_ptr<T>();
  const std::int64_t* target = targets.const_data_ptr<std::int64_t>();
  const std::int64_t classes = logits.size(1);
  std::int64_t correct = 0;
  for (std::int64_t i = 0; i < logits.size(0); ++i, row += classes) {
    correct += std::max_element(row, row + classes) - row == target[i];
  }
  return correct;
}

}  // namespace

at::Tensor meanLoss(const LossSpec& spec, const at::Tensor& logits, const at::Tensor& targets) {
  return std::visit([&](const auto& kind) { return loss(kind, logits, targets); }, spec);
}

std::int64_t countCorrect(const at::Tensor& logits, const at::Tensor& targets) {
  const at::Tensor values = logits.detach();
  if (values.is_cpu() && values.is_contiguous() && targets.is_contiguous()) {
    return values.scalar_type() == at::kDouble ? countOnCpu<double>(values, targets)
                                               : countOnCpu<float>(values, targets);
  }
  return values.argmax(1).eq(targets).sum().item<std::int64_t>();
}

}  // namespace layca
