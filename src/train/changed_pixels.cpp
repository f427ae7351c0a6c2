#include "train/changed_pixels.h"

#include <ATen/ATen.h>

#include <vector>

namespace layca {

ChangedPixels::ChangedPixels(const BatchForm& form, std::int64_t count, at::Device device) {
  const Augmentation& augmentation = *form.augmentation;
  const std::int64_t height = augmentation.height();
  const std::int64_t width = augmentation.width();
  at::Tensor from = at::empty({count, 1, height * width}, at::kLong);
  at::Tensor nothing = at::empty({count, 1, height * width}, at::kBool);
  std::int64_t* place = from.data_ptr<std::int64_t>();
  bool* empty = nothing.data_ptr<bool>();
  std::vector<std::int32_t> rows(static_cast<std::size_t>(height));
  std::vector<std::int32_t> columns(static_cast<std::size_t>(width));
  for (std::int64_t i = 0; i < count; ++i) {
    augmentation.draw(form.epoch, form.first + i, rows.data(), columns.data());
    for (const std::int32_t row : rows) {
      for (const std::int32_t column : columns) {
        *empty = row < 0 || column < 0;
        *place++ = *empty ? 0 : row * width + column;
        ++empty;
      }
    }
  }
  from_ = from.to(device);
  nothing_ = nothing.to(device);
}

at::Tensor ChangedPixels::apply(const at::Tensor& images) const {
  const at::Tensor planes = images.flatten(2);
  return planes.gather(2, from_.expand(planes.sizes())).view(images.sizes());
}

at::Tensor ChangedPixels::clear(const at::Tensor& images) const {
  images.flatten(2).masked_fill_(nothing_, 0);
  return images;
}

}  // namespace layca
