// The order in which an epoch takes the samples.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>

#include "train/augmentation.h"
#include "train/samples.h"

namespace layca {

class Sampler {
 public:
  /// `shuffle`: a permutation of its own each epoch, of (seed, shuffle, epoch); else the data's
  /// order. `dropLast`: without the last batch where it is smaller. `augmentation`: changes of the
  /// images. `format`: of the batches.
  Sampler(const Samples& samples, std::int64_t batchSize, bool shuffle, bool dropLast,
          std::uint64_t seed, at::Device device, std::optional<Augmentation> augmentation = {},
          at::MemoryFormat format = at::MemoryFormat::Contiguous);

  std::int64_t batches() const { return batches_; }
  void startEpoch(std::int64_t epoch);
  Batch batch(std::int64_t index) const;

 private:
  const Samples& samples_;
  std::int64_t batchSize_;
  std::int64_t batches_;
  bool shuffle_;
  std::uint64_t seed_;
  at::Device device_;
  std::optional<Augmentation> augmentation_;
  at::MemoryFormat format_;
  std::int64_t epoch_ = 0;
  at::Tensor order_;
};

/// Batches an epoch of `count` samples has.
std::int64_t batchesOf(std::int64_t count, std::int64_t batchSize, bool dropLast);

}  // namespace layca
