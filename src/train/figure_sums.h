// Sums over the samples seen, of which figures are the means.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "spec/run_spec.h"
#include "train/history.h"

namespace layca {

struct FigureSums {
  double loss = 0;
  std::int64_t correct = 0;
  /// Samples whose target is among the five largest logits; counted where the run records it.
  std::int64_t amongFive = 0;
  std::int64_t samples = 0;

  /// Adds a batch: its mean loss, the network's outputs and its targets.
  void add(const RunSpec& spec, double meanLoss, const at::Tensor& outputs,
           const at::Tensor& targets);
  /// An accuracy where the loss has one.
  Figures means(const RunSpec& spec) const;
};

}  // namespace layca
