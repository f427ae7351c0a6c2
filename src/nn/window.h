// A square window that slides over an image: of a convolution or a pooling.
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>

#include "nn/layer.h"

namespace layca {

struct Window {
  std::int64_t kernelSize;
  std::int64_t stride;
  std::int64_t dilation;
  Padding padding;
};

/// Where a window goes on images of one size; pairs are [height, width].
class WindowPath {
 public:
  /// Throws InputError where the input is no [channels, height, width] or has no place for it.
  WindowPath(const Window& window, const Shape& input);

  std::array<std::int64_t, 2> outputs() const { return {rows_.output, columns_.output}; }
  /// Padding on either side.
  std::array<std::int64_t, 2> around() const { return {rows_.around, columns_.around}; }
  bool padded() const { return around() != std::array<std::int64_t, 2>{} || uneven(); }
  /// The image with the odd row below and column on the right that "same" may ask for beyond that.
  at::Tensor evened(const at::Tensor& images, double value) const;
  /// Pixels of the image that each place of the window has within it: float64 [1, 1, H′, W′].
  at::Tensor pixelCounts() const;

 private:
  /// Along one dimension.
  struct Line {
    std::int64_t size;
    std::int64_t output;
    std::int64_t around;
    /// 0 or 1.
    std::int64_t extra;
  };

  static Line lineOf(const Window& window, std::int64_t size);
  at::Tensor pixelCounts(const Line& line) const;
  bool uneven() const { return rows_.extra + columns_.extra > 0; }

  Window window_;
  Line rows_;
  Line columns_;
};

}  // namespace layca
