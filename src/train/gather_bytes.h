// Batches of bytes made in one pass: samples are picked, images changed, values normalized, and
// written in the layout that is asked for.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "train/augmentation.h"
#include "train/normalization.h"

namespace layca {

/// How a batch is made.
struct BatchForm {
  /// Of images [N, C, H, W]; other samples are contiguous.
  at::MemoryFormat format = at::MemoryFormat::Contiguous;
  /// Images are changed by it where it is given, as those of this epoch …
  const Augmentation* augmentation = nullptr;
  std::uint32_t epoch = 0;
  /// … of which the batch's first sample has this place in its order.
  std::int64_t first = 0;
};

/// The samples of a batch: `numbers` (int64 [n], on the CPU), or where undefined those from `begin`
/// to `end` − 1.
struct Picked {
  at::Tensor numbers;
  std::int64_t begin = 0;
  std::int64_t end = 0;

  std::int64_t count() const { return numbers.defined() ? numbers.size(0) : end - begin; }
};

/// Samples of `inputs` (uint8 [N, …], contiguous, on the CPU) with mean and deviation taken off, of
/// the dtype (float32 or float64) of `options`. Where an augmented image has nothing it is 0. The
/// result does not depend on the number of threads.
at::Tensor gatherBytes(const at::Tensor& inputs, const Picked& picked,
                       const Normalization& normalization, const at::TensorOptions& options,
                       const BatchForm& form);

}  // namespace layca
