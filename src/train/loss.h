// Losses and accuracy of a batch.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "spec/run_spec.h"

namespace layca {

/// The mean loss of logits [N, classes] against targets [N]: a scalar with autograd.
at::Tensor meanLoss(const LossSpec& spec, const at::Tensor& logits, const at::Tensor& targets);

/// How many samples' largest logit (the first of equals) is their target.
std::int64_t countCorrect(const at::Tensor& logits, const at::Tensor& targets);

}  // namespace layca
