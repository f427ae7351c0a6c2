#include "train/loss.h"

#include <ATen/ATen.h>

#include "engine_errors.h"
#include "nn/layer.h"
#include "numeric/sums.h"

namespace layca {

namespace {

std::string described(const at::Tensor& targets) {
  return std::string(c10::toString(targets.scalar_type())) + " " + shapeText(targets.sizes().vec());
}

void checkCount(const at::Tensor& targets, std::int64_t samples, const std::string& place) {
  if (targets.size(0) == samples) return;
  throw InputError(place, "expected " + std::to_string(samples) +
                              " targets, one a sample, but received " +
                              std::to_string(targets.size(0)));
}

struct Check {
  const at::Tensor& targets;
  std::int64_t samples;
  std::int64_t outputs;
  const std::string& place;

  void operator()(const CrossEntropySpec&) const {
    if (targets.scalar_type() != at::kLong || targets.dim() != 1) {
      throw InputError(place, "expected int64 [N] but received " + described(targets));
    }
    checkCount(targets, samples, place);
    const auto least = targets.min().item<std::int64_t>();
    const auto most = targets.max().item<std::int64_t>();
    if (least < 0 || most >= outputs) {
      throw InputError(place, "expected classes from 0 to " + std::to_string(outputs - 1) +
                                  " but received " + std::to_string(least < 0 ? least : most));
    }
  }

  void operator()(const MseSpec&) const {
    const at::ScalarType type = targets.scalar_type();
    const bool flat = targets.dim() == 1 && outputs == 1;
    const bool fits = flat || (targets.dim() == 2 && targets.size(1) == outputs);
    if ((type != at::kFloat && type != at::kDouble) || !fits) {
      throw InputError(place, "expected float32 or float64 [N, " + std::to_string(outputs) +
                                  "] but received " + described(targets));
    }
    checkCount(targets, samples, place);
    if (!allFinite(targets)) {
      throw InputError(place, "expected finite numbers but received NaN or infinity");
    }
  }
};

struct Mean {
  const at::Tensor& outputs;
  const at::Tensor& targets;

  at::Tensor operator()(const CrossEntropySpec& spec) const {
    return at::cross_entropy_loss(outputs, targets, {}, at::Reduction::Mean, -100,
                                  spec.labelSmoothing);
  }

  at::Tensor operator()(const MseSpec&) const {
    return at::mse_loss(outputs, targets.view_as(outputs));
  }
};

/// On the CPU a plain loop costs a microsecond where three operators cost thirty.
template <typename T>
std::int64_t countOnCpu(const at::Tensor& logits, const at::Tensor& targets, std::int64_t k) {
  const T* row = logits.const_data_ptr<T>();
  const std::int64_t* target = targets.const_data_ptr<std::int64_t>();
  const std::int64_t classes = logits.size(1);
  std::int64_t counted = 0;
  for (std::int64_t i = 0; i < logits.size(0); ++i, row += classes) {
    const T own = row[target[i]];
    std::int64_t larger = 0;
    for (std::int64_t j = 0; j < target[i]; ++j) larger += row[j] >= own;
    for (std::int64_t j = target[i] + 1; j < classes; ++j) larger += row[j] > own;
    counted += larger < k;
  }
  return counted;
}

}  // namespace

bool hasClasses(const LossSpec& spec) { return std::holds_alternative<CrossEntropySpec>(spec); }

void checkTargets(const LossSpec& spec, const at::Tensor& targets, std::int64_t samples,
                  std::int64_t outputs, const std::string& place) {
  std::visit(Check{targets, samples, outputs, place}, spec);
}

at::Tensor meanLoss(const LossSpec& spec, const at::Tensor& outputs, const at::Tensor& targets) {
  return std::visit(Mean{outputs, targets}, spec);
}

std::int64_t countAmongLargest(const at::Tensor& logits, const at::Tensor& targets,
                               std::int64_t k) {
  const at::Tensor values = logits.detach();
  if (values.is_cpu() && values.is_contiguous() && targets.is_contiguous()) {
    return values.scalar_type() == at::kDouble ? countOnCpu<double>(values, targets, k)
                                               : countOnCpu<float>(values, targets, k);
  }
  const at::Tensor target = targets.unsqueeze(1);
  const at::Tensor own = values.gather(1, target);
  const at::Tensor before = at::arange(values.size(1), target.options()).lt(target);
  const at::Tensor larger = values.gt(own).logical_or(values.eq(own).logical_and(before));
  return larger.sum(1).lt(k).sum().item<std::int64_t>();
}

}  // namespace layca
