// Augmentation by libtorch's operators, for samples that are no bytes or lie on a GPU.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "train/gather_bytes.h"

namespace layca {

/// The changes of a batch's images.
class ChangedPixels {
 public:
  /// `form` has an augmentation.
  ChangedPixels(const BatchForm& form, std::int64_t count, at::Device device);

  /// A copy of the images [N, C, H, W] with every pixel moved to its place.
  at::Tensor apply(const at::Tensor& images) const;
  /// The images with 0 where the changed ones have nothing; writes into `images`, which must be a
  /// copy.
  at::Tensor clear(const at::Tensor& images) const;

 private:
  /// int64 [N, 1, H·W]: where in its plane each pixel comes from.
  at::Tensor from_;
  /// bool [N, 1, H·W]: where there is nothing.
  at::Tensor nothing_;
};

}  // namespace layca
