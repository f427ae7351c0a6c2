// Random changes of training images, drawn for every image by itself: whatever the batches and
// threads, an image gets the same change.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nn/layer.h"
#include "spec/augment_spec.h"

namespace layca {

/// Throws InputError at `augment` unless the changes can be made to samples of this shape.
void checkAugmentation(const std::vector<AugmentSpec>& changes, const Shape& input);

class Augmentation {
 public:
  /// `image`: [channels, height, width].
  Augmentation(std::vector<AugmentSpec> changes, std::uint64_t seed, const Shape& image);

  std::int64_t height() const { return height_; }
  std::int64_t width() const { return width_; }

  /// Where the changed image has its rows (`height` of them) and columns (`width`) from: numbers of
  /// the original's, −1 for what is 0. Of (seed, augment, epoch), `place` counts samples in the
  /// epoch's order.
  void draw(std::uint32_t epoch, std::int64_t place, std::int32_t* rows,
            std::int32_t* columns) const;

 private:
  std::vector<AugmentSpec> changes_;
  std::uint64_t seed_;
  std::int64_t height_;
  std::int64_t width_;
};

}  // namespace layca
