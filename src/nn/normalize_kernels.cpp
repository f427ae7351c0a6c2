#include "nn/normalize_kernels.h"

#include <algorithm>
#include <type_traits>

#include "numeric/vector_dispatch.h"

namespace layca {

namespace {

/// NaN stays NaN, so that a diverged network is noticed.
template <typename T>
LAYCA_INLINE T cut(T x) {
  return x <= T{0} ? T{0} : x;
}

template <BesideRelu relu>
using ReluTag = std::integral_constant<BesideRelu, relu>;

/// Calls `body(i, c)` for every number i, c being its place in what is `width` long. Iterations are
/// independent: the compiler need not ask whether input and output are the same memory.
template <typename Body>
LAYCA_INLINE void eachNumber(std::int64_t n, std::int64_t width, const Body& body) {
  for (std::int64_t begin = 0; begin < n; begin += width) {
    const std::int64_t length = std::min(width, n - begin);
#pragma GCC ivdep
    for (std::int64_t c = 0; c < length; ++c) body(begin + c, c);
  }
}

/// Adds `first(i, c)` and `second(i, c, first)` to sums, four rows at a time.
template <typename Terms>
LAYCA_INLINE void addTerms(std::int64_t n, std::int64_t width, const Terms& terms, double* one,
                           double* other) {
  std::int64_t begin = 0;
  for (; begin + 4 * width <= n; begin += 4 * width) {
#pragma GCC ivdep
    for (std::int64_t c = 0; c < width; ++c) {
      double a[4];
      double b[4];
      for (int k = 0; k < 4; ++k) terms(begin + k * width + c, c, a[k], b[k]);
      one[c] += (a[0] + a[1]) + (a[2] + a[3]);
      other[c] += (b[0] + b[1]) + (b[2] + b[3]);
    }
  }
  for (; begin < n; begin += width) {
    const std::int64_t length = std::min(width, n - begin);
#pragma GCC ivdep
    for (std::int64_t c = 0; c < length; ++c) {
      double a = 0;
      double b = 0;
      terms(begin + c, c, a, b);
      one[c] += a;
      other[c] += b;
    }
  }
}

template <typename T, bool relu>
LAYCA_INLINE void moments(const T* x, std::int64_t n, std::int64_t width, const double* center,
                          double* sums, double* squares) {
  addTerms(
      n, width,
      [=](std::int64_t i, std::int64_t c, double& first, double& second) LAYCA_LAMBDA {
        first = static_cast<double>(relu ? cut(x[i]) : x[i]) - center[c];
        second = first * first;
      },
      sums, squares);
}

template <typename T, BesideRelu relu>
LAYCA_INLINE void normalize(const T* x, T* out, std::int64_t n, std::int64_t width, const T* scale,
                            const T* shift) {
  eachNumber(n, width, [=](std::int64_t i, std::int64_t c) LAYCA_LAMBDA {
    const T y = (relu == BesideRelu::before ? cut(x[i]) : x[i]) * scale[c] + shift[c];
    out[i] = relu == BesideRelu::after ? cut(y) : y;
  });
}

template <typename T>
LAYCA_INLINE void tellingNormalize(const T* x, T* out, std::int64_t n, std::int64_t width,
                                   const T* scale, const T* shift, const T* above) {
  eachNumber(n, width, [=](std::int64_t i, std::int64_t c) LAYCA_LAMBDA {
    const T y = x[i] * scale[c] + shift[c];
    const T apart = y < above[c] ? above[c] : y;
    out[i] = x[i] <= T{0} ? shift[c] : apart;
  });
}

/// The gradient before a ReLU that stands after the normalization.
template <typename T, BesideRelu relu>
LAYCA_INLINE T gradientAt(const T* g, const T* kept, const ChannelValues<T>& channel,
                          std::int64_t i, std::int64_t c) {
  // Read in any case: a conditional read would keep the loop from becoming vectors.
  const T after = g[i];
  if constexpr (relu != BesideRelu::after) return after;
  return kept[i] * channel.scale[c] + channel.shift[c] <= T{0} ? T{0} : after;
}

template <typename T, BesideRelu relu, bool isOutput>
LAYCA_INLINE T normalizedAt(const T* kept, const ChannelValues<T>& channel, std::int64_t i,
                            std::int64_t c) {
  if constexpr (isOutput) return kept[i];
  const T x = relu == BesideRelu::before ? cut(kept[i]) : kept[i];
  return (x - channel.mean[c]) * channel.inverse[c];
}

template <typename T, BesideRelu relu, bool isOutput>
LAYCA_INLINE void gradientSums(const T* g, const T* kept, std::int64_t n, std::int64_t width,
                               const ChannelValues<T>& channel, double* sums, double* products) {
  addTerms(
      n, width,
      [=](std::int64_t i, std::int64_t c, double& first, double& second) LAYCA_LAMBDA {
        first = static_cast<double>(gradientAt<T, relu>(g, kept, channel, i, c));
        second = first * static_cast<double>(normalizedAt<T, relu, isOutput>(kept, channel, i, c));
      },
      sums, products);
}

template <typename T, BesideRelu relu, bool isOutput>
LAYCA_INLINE void gradient(const T* g, const T* kept, T* out, std::int64_t n, std::int64_t width,
                           const ChannelValues<T>& channel) {
  eachNumber(n, width, [=](std::int64_t i, std::int64_t c) LAYCA_LAMBDA {
    const T normalized = normalizedAt<T, relu, isOutput>(kept, channel, i, c);
    const T value = gradientAt<T, relu>(g, kept, channel, i, c) * channel.scale[c] -
                    (channel.slope[c] * normalized + channel.offset[c]);
    const T zero = isOutput ? channel.shift[c] : T{0};
    out[i] = relu == BesideRelu::before && kept[i] <= zero ? T{0} : value;
  });
}

/// Calls `loop(relu, isOutput)` with constants.
template <typename Loop>
LAYCA_INLINE void withKind(BesideRelu relu, bool isOutput, const Loop& loop) {
  const std::true_type output;
  const std::false_type input;
  if (relu == BesideRelu::after) {
    loop(ReluTag<BesideRelu::after>{}, input);
  } else if (relu == BesideRelu::before) {
    isOutput ? loop(ReluTag<BesideRelu::before>{}, output)
             : loop(ReluTag<BesideRelu::before>{}, input);
  } else {
    isOutput ? loop(ReluTag<BesideRelu::none>{}, output) : loop(ReluTag<BesideRelu::none>{}, input);
  }
}

}  // namespace

// One function a type, since clones cannot be templates.
#define LAYCA_NORMALIZE_KERNELS(T)                                                                 \
  LAYCA_VECTOR_CLONES void momentsBlock(const T* x, std::int64_t n, std::int64_t width,            \
                                        const double* center, bool relu, double* sums,             \
                                        double* squares) {                                         \
    relu ? moments<T, true>(x, n, width, center, sums, squares)                                    \
         : moments<T, false>(x, n, width, center, sums, squares);                                  \
  }                                                                                                \
  LAYCA_VECTOR_CLONES void normalizeBlock(const T* x, T* out, std::int64_t n, std::int64_t width,  \
                                          const T* scale, const T* shift, BesideRelu relu) {       \
    withKind(relu, false, [&](auto place, auto) LAYCA_LAMBDA {                                     \
      normalize<T, decltype(place)::value>(x, out, n, width, scale, shift);                        \
    });                                                                                            \
  }                                                                                                \
  LAYCA_VECTOR_CLONES void tellingNormalizeBlock(const T* x, T* out, std::int64_t n,               \
                                                 std::int64_t width, const T* scale,               \
                                                 const T* shift, const T* above) {                 \
    tellingNormalize<T>(x, out, n, width, scale, shift, above);                                    \
  }                                                                                                \
  LAYCA_VECTOR_CLONES void gradientSumsBlock(const T* g, const T* kept, std::int64_t n,            \
                                             std::int64_t width, const ChannelValues<T>& channel,  \
                                             BesideRelu relu, bool isOutput, double* sums,         \
                                             double* products) {                                   \
    withKind(relu, isOutput, [&](auto place, auto output) LAYCA_LAMBDA {                           \
      gradientSums<T, decltype(place)::value, decltype(output)::value>(g, kept, n, width, channel, \
                                                                       sums, products);            \
    });                                                                                            \
  }                                                                                                \
  LAYCA_VECTOR_CLONES void gradientBlock(const T* g, const T* kept, T* out, std::int64_t n,        \
                                         std::int64_t width, const ChannelValues<T>& channel,      \
                                         BesideRelu relu, bool isOutput) {                         \
    withKind(relu, isOutput, [&](auto place, auto output) LAYCA_LAMBDA {                           \
      gradient<T, decltype(place)::value, decltype(output)::value>(g, kept, out, n, width,         \
                                                                   channel);                       \
    });                                                                                            \
  }

LAYCA_NORMALIZE_KERNELS(float)
LAYCA_NORMALIZE_KERNELS(double)

#undef LAYCA_NORMALIZE_KERNELS

}  // namespace layca
