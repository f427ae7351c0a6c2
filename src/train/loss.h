// Losses, what targets they take, and how many samples of a batch are right.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

#include "spec/run_spec.h"

namespace layca {

/// Whether targets are classes, so that there is an accuracy.
bool hasClasses(const LossSpec& spec);

/// Throws InputError naming `place` unless these are targets of so many samples for a network of so
/// many outputs: classes, int64 [N]; or finite numbers, float32 or float64 [N, outputs], for one
/// output also [N].
void checkTargets(const LossSpec& spec, const at::Tensor& targets, std::int64_t samples,
                  std::int64_t outputs, const std::string& place);

/// The mean loss of outputs [N, K]: a scalar with autograd.
at::Tensor meanLoss(const LossSpec& spec, const at::Tensor& outputs, const at::Tensor& targets);

/// How many samples' target is among their k largest logits, the first of equals being the larger.
std::int64_t countAmongLargest(const at::Tensor& logits, const at::Tensor& targets, std::int64_t k);

}  // namespace layca
