// A set of samples, resident on the run's device, from which batches are gathered.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "nn/layer.h"
#include "train/gather_bytes.h"
#include "train/normalization.h"

namespace layca {

/// What a caller gives: inputs [N, …] (uint8, float32 or float64), targets as the loss takes them,
/// and optionally which samples belong to the set, int64 [n], in this order.
struct DataSet {
  at::Tensor inputs;
  at::Tensor targets;
  at::Tensor indices;
};

struct Batch {
  at::Tensor inputs;
  at::Tensor targets;
};

/// Throws InputError naming `place` (`data.train`) unless inputs and indices fit a network of this
/// input.
void checkDataSet(const DataSet& data, const Shape& input, const std::string& place);
void checkNormalization(const Normalization& normalization, const Shape& input);

class Samples {
 public:
  /// `options`: the precision and device of batches. A normalization without means changes nothing.
  Samples(const DataSet& data, const Normalization& normalization,
          const at::TensorOptions& options);

  std::int64_t count() const { return count_; }
  /// Samples at places `begin` … `end`−1 of the set's own order.
  Batch range(std::int64_t begin, std::int64_t end, const BatchForm& form = {}) const;
  /// Samples at these places (int64 [n], on the device).
  Batch at(const at::Tensor& places, const BatchForm& form = {}) const;
  /// The memory behind all samples, which batches in the data's order may share.
  const at::Tensor& inputs() const { return inputs_; }
  const at::Tensor& allTargets() const { return targets_; }
  /// The targets in the set's order.
  at::Tensor targets() const;

 private:
  Batch take(const Picked& picked, const BatchForm& form) const;
  at::Tensor prepare(const at::Tensor& inputs) const;

  at::Tensor inputs_;
  at::Tensor targets_;
  at::Tensor indices_;
  Normalization normalization_;
  at::Tensor mean_;
  at::Tensor deviation_;
  at::TensorOptions options_;
  std::int64_t count_;
};

}  // namespace layca
