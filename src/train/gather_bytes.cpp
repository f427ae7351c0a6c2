#include "train/gather_bytes.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <vector>

#include "numeric/vector_dispatch.h"

namespace layca {

namespace {

/// Bytes a thread should at least have to do.
constexpr std::int64_t kGrain = 32768;

// One function a type, since clones cannot be templates. The order of the operations is that of
// `Samples::prepare`.
LAYCA_VECTOR_CLONES void convert(const std::uint8_t* in, float* out, float mean, float deviation,
                                 std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) out[i] = (static_cast<float>(in[i]) - mean) / deviation;
}
LAYCA_VECTOR_CLONES void convert(const std::uint8_t* in, double* out, double mean, double deviation,
                                 std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) out[i] = (static_cast<double>(in[i]) - mean) / deviation;
}

/// out[i] = row[columns[i]], 0 where that is negative.
LAYCA_VECTOR_CLONES void pick(const float* row, const std::int32_t* columns, float* out,
                              std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) out[i] = columns[i] < 0 ? 0.0F : row[columns[i]];
}
LAYCA_VECTOR_CLONES void pick(const double* row, const std::int32_t* columns, double* out,
                              std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) out[i] = columns[i] < 0 ? 0.0 : row[columns[i]];
}

/// A sample seen as planes; vectors are a row a channel.
struct Planes {
  std::int64_t channels;
  std::int64_t height;
  std::int64_t width;

  std::int64_t area() const { return height * width; }
  std::int64_t size() const { return channels * area(); }
};

Planes planesOf(const at::Tensor& inputs, std::int64_t means) {
  if (inputs.dim() == 4) return {inputs.size(1), inputs.size(2), inputs.size(3)};
  const std::int64_t channels = std::max<std::int64_t>(1, means);
  return {channels, 1, inputs.numel() / inputs.size(0) / channels};
}

/// What one thread needs to make images.
template <typename T>
class Maker {
 public:
  Maker(const Planes& planes, const Normalization& normalization, const BatchForm& form,
        bool pixels)
      : planes_(planes),
        normalization_(normalization),
        form_(form),
        pixels_(pixels),
        rows_(static_cast<std::size_t>(planes.height)),
        columns_(static_cast<std::size_t>(planes.width)) {
    if (pixels_ || form_.augmentation) scratch_.resize(static_cast<std::size_t>(planes.size()));
    for (std::int32_t& column : columns_)
      column = static_cast<std::int32_t>(&column - &columns_[0]);
    for (std::int32_t& row : rows_) row = static_cast<std::int32_t>(&row - &rows_[0]);
  }

  /// Sample `index` of the batch.
  void make(const std::uint8_t* in, T* out, std::int64_t index) {
    if (scratch_.empty()) return normalize(in, out);
    normalize(in, scratch_.data());
    if (form_.augmentation) {
      form_.augmentation->draw(form_.epoch, form_.first + index, rows_.data(), columns_.data());
    }
    if (!pixels_) {
      changePlanes(out);
    } else if (planes_.channels == 3) {
      changePixels(out, 3);
    } else {
      changePixels(out, planes_.channels);
    }
  }

 private:
  void normalize(const std::uint8_t* in, T* out) const {
    const std::size_t means = normalization_.mean.size();
    const std::int64_t part =
        means > 1 ? planes_.size() / static_cast<std::int64_t>(means) : planes_.size();
    for (std::int64_t begin = 0, c = 0; begin < planes_.size(); begin += part, ++c) {
      const auto channel = static_cast<std::size_t>(c);
      const T mean = means == 0 ? T{0} : static_cast<T>(normalization_.mean[channel]);
      const T deviation = means == 0 ? T{1} : static_cast<T>(normalization_.deviation[channel]);
      convert(in + begin, out + begin, mean, deviation, part);
    }
  }

  void changePlanes(T* out) const {
    const T* plane = scratch_.data();
    for (std::int64_t c = 0; c < planes_.channels; ++c, plane += planes_.area()) {
      for (const std::int32_t from : rows_) {
        if (from < 0) {
          std::fill(out, out + planes_.width, T{0});
        } else {
          pick(plane + from * planes_.width, columns_.data(), out, planes_.width);
        }
        out += planes_.width;
      }
    }
  }

  /// The same with a pixel's channels side by side.
  LAYCA_INLINE void changePixels(T* out, std::int64_t channels) const {
    const std::int64_t area = planes_.area();
    for (const std::int32_t from : rows_) {
      const T* row = scratch_.data() + from * planes_.width;
      for (const std::int32_t column : columns_) {
        const bool nothing = (from | column) < 0;
        for (std::int64_t c = 0; c < channels; ++c) {
          out[c] = nothing ? T{0} : row[c * area + column];
        }
        out += channels;
      }
    }
  }

  const Planes& planes_;
  const Normalization& normalization_;
  const BatchForm& form_;
  bool pixels_;
  std::vector<std::int32_t> rows_;
  std::vector<std::int32_t> columns_;
  /// The normalized sample before its pixels are moved.
  std::vector<T> scratch_;
};

template <typename T>
void gather(const at::Tensor& inputs, const Picked& picked, const Normalization& normalization,
            const BatchForm& form, const Planes& planes, bool pixels, at::Tensor& batch) {
  const std::uint8_t* in = inputs.const_data_ptr<std::uint8_t>();
  const std::int64_t* numbers =
      picked.numbers.defined() ? picked.numbers.const_data_ptr<std::int64_t>() : nullptr;
  T* out = batch.data_ptr<T>();
  const std::int64_t size = planes.size();
  const std::int64_t grain = std::max<std::int64_t>(1, kGrain / size);
  at::parallel_for(0, picked.count(), grain, [&](std::int64_t begin, std::int64_t end) {
    Maker<T> maker(planes, normalization, form, pixels);
    for (std::int64_t i = begin; i < end; ++i) {
      maker.make(in + (numbers ? numbers[i] : picked.begin + i) * size, out + i * size, i);
    }
  });
}

}  // namespace

at::Tensor gatherBytes(const at::Tensor& inputs, const Picked& picked,
                       const Normalization& normalization, const at::TensorOptions& options,
                       const BatchForm& form) {
  const Planes planes = planesOf(inputs, static_cast<std::int64_t>(normalization.mean.size()));
  std::vector<std::int64_t> shape = inputs.sizes().vec();
  shape[0] = picked.count();
  const at::MemoryFormat format = inputs.dim() == 4 ? form.format : at::MemoryFormat::Contiguous;
  at::Tensor batch = at::empty(shape, options, format);
  // One channel, or one pixel, lies the same either way.
  const bool pixels =
      format == at::MemoryFormat::ChannelsLast && planes.channels > 1 && planes.area() > 1;
  if (batch.scalar_type() == at::kDouble) {
    gather<double>(inputs, picked, normalization, form, planes, pixels, batch);
  } else {
    gather<float>(inputs, picked, normalization, form, planes, pixels, batch);
  }
  return batch;
}

}  // namespace layca
