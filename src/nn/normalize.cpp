#include "nn/normalize.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

namespace layca {

namespace {

/// Numbers that a pass's inner loop should at least go through.
constexpr std::int64_t kWidth = 64;
/// Numbers of a block: what a pass works on fits the first caches together.
constexpr std::int64_t kBlock = 8192;
/// Rows of a block, so that its sums are few beside what they sum.
constexpr std::int64_t kRows = 64;
/// Blocks that are worth a thread.
constexpr std::int64_t kBlocksAThread = 2;

/// A tensor as rows of channels, in blocks of a size that depends on nothing but the channels.
struct Rows {
  std::int64_t channels;
  std::int64_t numbers;
  /// Numbers of some rows, which the inner loops take together.
  std::int64_t width;
  std::int64_t block;

  explicit Rows(const at::Tensor& x) : channels(x.size(1)), numbers(x.numel()) {
    width = channels * ((kWidth + channels - 1) / channels);
    const std::int64_t least = std::max(kBlock, kRows * channels);
    block = width * ((least + width - 1) / width);
  }

  std::int64_t count() const { return numbers / channels; }
  std::int64_t blocks() const { return (numbers + block - 1) / block; }

  /// Calls `work(begin, size)` for every block.
  template <typename Work>
  void each(const Work& work) const {
    at::parallel_for(0, blocks(), kBlocksAThread, [&](std::int64_t first, std::int64_t last) {
      // Backwards: what the pass before read last may still be in the caches.
      for (std::int64_t b = last - 1; b >= first; --b) {
        work(b * block, std::min(block, numbers - b * block));
      }
    });
  }
};

/// Each channel's number as often as fits the width.
template <typename T>
std::vector<T> repeated(const PerChannel& values, const Rows& rows) {
  std::vector<T> wide(static_cast<std::size_t>(rows.width));
  for (std::size_t i = 0; i < wide.size(); ++i) wide[i] = static_cast<T>(values[i % values.size()]);
  return wide;
}

struct TwoSums {
  PerChannel first;
  PerChannel second;
};

/// Adds up what `add(begin, size, first, second)` adds to sums `width` long, block after block.
template <typename Add>
TwoSums blockSums(const Rows& rows, const Add& add) {
  const auto channels = static_cast<std::size_t>(rows.channels);
  const auto width = static_cast<std::size_t>(rows.width);
  const auto blocks = static_cast<std::size_t>(rows.blocks());
  std::vector<double> sums(2 * channels * blocks);
  at::parallel_for(0, rows.blocks(), kBlocksAThread, [&](std::int64_t first, std::int64_t last) {
    std::vector<double> wide(2 * width);
    for (std::int64_t b = first; b < last; ++b) {
      std::fill(wide.begin(), wide.end(), 0.0);
      const std::int64_t begin = b * rows.block;
      add(begin, std::min(rows.block, rows.numbers - begin), wide.data(), wide.data() + width);
      double* sum = sums.data() + 2 * channels * static_cast<std::size_t>(b);
      for (std::size_t half = 0; half < 2; ++half) {
        for (std::size_t i = 0; i < width; i += channels) {
          for (std::size_t c = 0; c < channels; ++c) {
            sum[half * channels + c] += wide[half * width + i + c];
          }
        }
      }
    }
  });
  std::vector<double> total(2 * channels);
  for (std::size_t b = 0; b < blocks; ++b) {
    for (std::size_t c = 0; c < total.size(); ++c) total[c] += sums[2 * channels * b + c];
  }
  const auto middle = total.begin() + static_cast<std::ptrdiff_t>(channels);
  return {{total.begin(), middle}, {middle, total.end()}};
}

template <typename T>
ChannelMoments momentsOf(const at::Tensor& x, bool relu) {
  const Rows rows(x);
  const T* values = x.const_data_ptr<T>();
  const auto count = static_cast<double>(rows.count());
  const auto around = [&](const PerChannel& center) {
    const std::vector<double> wide = repeated<double>(center, rows);
    return blockSums(rows, [&](std::int64_t begin, std::int64_t n, double* sums, double* squares) {
      momentsBlock(values + begin, n, rows.width, wide.data(), relu, sums, squares);
    });
  };
  PerChannel mean(static_cast<std::size_t>(rows.channels), 0.0);
  const auto add = [&](const TwoSums& found) {
    PerChannel variance(mean.size());
    for (std::size_t c = 0; c < mean.size(); ++c) {
      const double offset = found.first[c] / count;
      mean[c] += offset;
      const double apart = found.second[c] / count - offset * offset;
      // NaN stays NaN.
      variance[c] = apart < 0 ? 0 : apart;
    }
    return variance;
  };
  PerChannel variance = add(around(mean));
  // Squares of float32 are exact in float64 and may be summed before the mean is known.
  if constexpr (std::is_same_v<T, double>) variance = add(around(mean));
  return {std::move(mean), std::move(variance)};
}

template <typename T>
void normalizeAs(const at::Tensor& out, const at::Tensor& x, const ChannelMap& map,
                 const NormalizedForm& form) {
  const Rows rows(x);
  const std::vector<T> scale = repeated<T>(map.scale, rows);
  const std::vector<T> shift = repeated<T>(map.shift, rows);
  std::vector<T> above = shift;
  for (T& value : above) value = std::nextafter(value, std::numeric_limits<T>::infinity());
  const T* from = x.const_data_ptr<T>();
  T* to = out.data_ptr<T>();
  const bool telling = form.keepsOutput && form.relu == BesideRelu::before;
  rows.each([&](std::int64_t begin, std::int64_t n) {
    if (telling) {
      tellingNormalizeBlock(from + begin, to + begin, n, rows.width, scale.data(), shift.data(),
                            above.data());
    } else {
      normalizeBlock(from + begin, to + begin, n, rows.width, scale.data(), shift.data(),
                     form.relu);
    }
  });
}

/// A map as the kernels read it.
template <typename T>
struct WideMap {
  std::vector<T> mean;
  std::vector<T> inverse;
  std::vector<T> scale;
  std::vector<T> shift;
  std::vector<T> slope;
  std::vector<T> offset;

  WideMap(const ChannelMap& map, const Rows& rows)
      : mean(repeated<T>(map.mean, rows)),
        inverse(repeated<T>(map.inverse, rows)),
        scale(repeated<T>(map.scale, rows)),
        shift(repeated<T>(map.shift, rows)) {}

  ChannelValues<T> values() const {
    return {mean.data(), inverse.data(), scale.data(), shift.data(), slope.data(), offset.data()};
  }
};

template <typename T>
ChannelGradients gradientsOf(const at::Tensor& g, const at::Tensor& kept, const ChannelMap& map,
                             const NormalizedForm& form) {
  const Rows rows(kept);
  const WideMap<T> wide(map, rows);
  const T* gradient = g.const_data_ptr<T>();
  const T* values = kept.const_data_ptr<T>();
  TwoSums sums =
      blockSums(rows, [&](std::int64_t begin, std::int64_t n, double* first, double* second) {
        gradientSumsBlock(gradient + begin, values + begin, n, rows.width, wide.values(), form.relu,
                          form.keepsOutput, first, second);
      });
  return {std::move(sums.first), std::move(sums.second)};
}

template <typename T>
void inputGradientAs(const at::Tensor& out, const at::Tensor& g, const at::Tensor& kept,
                     const ChannelMap& map, const ChannelGradients& gradients,
                     const NormalizedForm& form) {
  const Rows rows(kept);
  WideMap<T> wide(map, rows);
  PerChannel slope = map.scale;
  PerChannel offset = map.scale;
  for (std::size_t c = 0; c < slope.size(); ++c) {
    slope[c] *= gradients.products[c] / static_cast<double>(rows.count());
    offset[c] *= gradients.sums[c] / static_cast<double>(rows.count());
  }
  wide.slope = repeated<T>(slope, rows);
  wide.offset = repeated<T>(offset, rows);
  const T* gradient = g.const_data_ptr<T>();
  const T* values = kept.const_data_ptr<T>();
  T* to = out.data_ptr<T>();
  rows.each([&](std::int64_t begin, std::int64_t n) {
    gradientBlock(gradient + begin, values + begin, to + begin, n, rows.width, wide.values(),
                  form.relu, form.keepsOutput);
  });
}

}  // namespace

bool liesInRows(const at::Tensor& x) {
  const bool type = x.scalar_type() == at::kFloat || x.scalar_type() == at::kDouble;
  if (!x.is_cpu() || !type || x.numel() == 0) return false;
  return x.dim() == 4 ? x.is_contiguous(at::MemoryFormat::ChannelsLast)
                      : x.dim() == 2 && x.is_contiguous();
}

ChannelMoments channelMoments(const at::Tensor& x, bool relu) {
  return x.scalar_type() == at::kDouble ? momentsOf<double>(x, relu) : momentsOf<float>(x, relu);
}

void normalizeInto(const at::Tensor& out, const at::Tensor& x, const ChannelMap& map,
                   const NormalizedForm& form) {
  x.scalar_type() == at::kDouble ? normalizeAs<double>(out, x, map, form)
                                 : normalizeAs<float>(out, x, map, form);
}

ChannelGradients channelGradients(const at::Tensor& g, const at::Tensor& kept,
                                  const ChannelMap& map, const NormalizedForm& form) {
  return kept.scalar_type() == at::kDouble ? gradientsOf<double>(g, kept, map, form)
                                           : gradientsOf<float>(g, kept, map, form);
}

void inputGradientInto(const at::Tensor& out, const at::Tensor& g, const at::Tensor& kept,
                       const ChannelMap& map, const ChannelGradients& gradients,
                       const NormalizedForm& form) {
  kept.scalar_type() == at::kDouble ? inputGradientAs<double>(out, g, kept, map, gradients, form)
                                    : inputGradientAs<float>(out, g, kept, map, gradients, form);
}

}  // namespace layca
