#include "nn/window.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine_errors.h"

namespace layca {

namespace {

Shape imageShape(const Shape& input) {
  if (input.size() != 3) {
    throw InputError("expected an input of [N, channels, height, width] but received " +
                     shapeText(input) + " a sample");
  }
  return input;
}

}  // namespace

WindowPath::WindowPath(const Window& window, const Shape& input)
    : window_(window),
      rows_(lineOf(window, imageShape(input)[1])),
      columns_(lineOf(window, input[2])) {}

WindowPath::Line WindowPath::lineOf(const Window& window, std::int64_t size) {
  const std::int64_t reach = window.dilation * (window.kernelSize - 1) + 1;
  if (window.padding.same) {
    const std::int64_t output = (size + window.stride - 1) / window.stride;
    const std::int64_t padding =
        std::max<std::int64_t>(0, (output - 1) * window.stride + reach - size);
    return {size, output, padding / 2, padding % 2};
  }
  const std::int64_t free = size + 2 * window.padding.pixels - reach;
  if (free < 0) {
    throw InputError("expected images of at least " +
                     std::to_string(reach - 2 * window.padding.pixels) +
                     " pixels each way but received " + std::to_string(size));
  }
  return {size, free / window.stride + 1, window.padding.pixels, 0};
}

at::Tensor WindowPath::evened(const at::Tensor& images, double value) const {
  return uneven() ? at::constant_pad_nd(images, {0, columns_.extra, 0, rows_.extra}, value)
                  : images;
}

at::Tensor WindowPath::pixelCounts(const Line& line) const {
  at::Tensor counts = at::empty({line.output}, at::TensorOptions().dtype(at::kDouble));
  double* count = counts.data_ptr<double>();
  for (std::int64_t i = 0; i < line.output; ++i) {
    const std::int64_t first = i * window_.stride - line.around;
    const std::int64_t end = std::min(line.size, first + window_.kernelSize);
    count[i] = static_cast<double>(end - std::max<std::int64_t>(0, first));
  }
  return counts;
}

at::Tensor WindowPath::pixelCounts() const {
  return at::outer(pixelCounts(rows_), pixelCounts(columns_)).view({1, 1, rows_.output, -1});
}

}  // namespace layca
