#include "numeric/float_kernels.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#include <cstddef>
#include <cstring>

// Lambdas and templates of the standard library would not be compiled for the target; so all is
// plain functions here.
#define LAYCA_AVX2 __attribute__((target("avx2,fma")))
#define LAYCA_AVX2_INLINE LAYCA_AVX2 inline __attribute__((always_inline))

namespace layca {

namespace {

/// Elements that are taken at once.
constexpr std::int64_t kStride = 16;
/// Elements of a vector of float64.
constexpr std::int64_t kWide = 4;

/// The end of a block with zeros behind it, which add nothing to any sum.
struct Padded {
  float values[kStride] = {};

  Padded(const float* from, std::int64_t n) {
    std::memcpy(values, from, sizeof(float) * static_cast<std::size_t>(n));
  }
  void store(float* to, std::int64_t n) const {
    std::memcpy(to, values, sizeof(float) * static_cast<std::size_t>(n));
  }
};

LAYCA_AVX2_INLINE __m256d widened(const float* from) { return _mm256_cvtps_pd(_mm_loadu_ps(from)); }

/// sum + x·y
LAYCA_AVX2_INLINE void add(__m256d& sum, __m256d x, __m256d y) { sum = _mm256_fmadd_pd(x, y, sum); }

LAYCA_AVX2_INLINE double total(__m256d sum) { return (sum[0] + sum[2]) + (sum[1] + sum[3]); }
LAYCA_AVX2_INLINE double total(const __m256d (&sums)[2]) { return total(sums[0] + sums[1]); }
LAYCA_AVX2_INLINE double total(const __m256d (&sums)[4]) {
  return total((sums[0] + sums[2]) + (sums[1] + sums[3]));
}

// Several accumulators a sum, so that additions need not wait for one another; of three sums twelve
// fit the registers, unless more is done.
struct ProductSums {
  __m256d ww[4] = {};
  __m256d ws[4] = {};
  __m256d ss[4] = {};
};

LAYCA_AVX2_INLINE void addProducts(ProductSums& sums, const float* w, const float* s) {
  for (int j = 0; j < 4; ++j) {
    const __m256d x = widened(w + kWide * j);
    const __m256d y = widened(s + kWide * j);
    add(sums.ww[j], x, x);
    add(sums.ws[j], x, y);
    add(sums.ss[j], y, y);
  }
}

struct DistanceSums {
  __m256d ww[4] = {};
  __m256d from[4] = {};
};

LAYCA_AVX2_INLINE void addDistances(DistanceSums& sums, const float* w, const float* reference) {
  for (int j = 0; j < 4; ++j) {
    const __m256d x = widened(w + kWide * j);
    const __m256d d = x - widened(reference + kWide * j);
    add(sums.ww[j], x, x);
    add(sums.from[j], d, d);
  }
}

struct MeasureSums {
  __m256d after[2] = {};
  __m256d fromInitial[2] = {};
  __m256d moved[2] = {};

  LAYCA_AVX2_INLINE StepMeasure totals() const {
    return {total(after), total(fromInitial), total(moved)};
  }
};

LAYCA_AVX2_INLINE void addMeasure(MeasureSums& sums, int j, __m256d now, __m256d before,
                                  __m256d initial) {
  const __m256d d = now - initial;
  const __m256d m = now - before;
  add(sums.after[j % 2], now, now);
  add(sums.fromInitial[j % 2], d, d);
  add(sums.moved[j % 2], m, m);
}

/// c·w − b·s
LAYCA_AVX2_INLINE __m128 moved(__m256d w, __m256d c, __m256d b, const float* s) {
  return _mm256_cvtpd_ps(_mm256_fmsub_pd(c, w, b * widened(s)));
}

LAYCA_AVX2_INLINE void combineStride(float* w, __m256d c, __m256d b, const float* s) {
  for (int j = 0; j < 4; ++j) {
    _mm_storeu_ps(w + kWide * j, moved(widened(w + kWide * j), c, b, s + kWide * j));
  }
}

LAYCA_AVX2_INLINE void measuredStride(MeasureSums& sums, float* w, __m256d c, __m256d b,
                                      const float* s, const float* initial) {
  for (int j = 0; j < 4; ++j) {
    const __m256d before = widened(w + kWide * j);
    const __m128 now = moved(before, c, b, s + kWide * j);
    _mm_storeu_ps(w + kWide * j, now);
    addMeasure(sums, j, _mm256_cvtps_pd(now), before, widened(initial + kWide * j));
  }
}

LAYCA_AVX2_INLINE void measureStride(MeasureSums& sums, const float* w, const float* before,
                                     const float* initial) {
  for (int j = 0; j < 4; ++j) {
    addMeasure(sums, j, widened(w + kWide * j), widened(before + kWide * j),
               widened(initial + kWide * j));
  }
}

LAYCA_AVX2 Products products(const float* w, const float* s, std::int64_t n) {
  ProductSums sums;
  std::int64_t i = 0;
  for (; i + kStride <= n; i += kStride) addProducts(sums, w + i, s + i);
  if (i < n) addProducts(sums, Padded(w + i, n - i).values, Padded(s + i, n - i).values);
  return {total(sums.ww), total(sums.ws), total(sums.ss)};
}

LAYCA_AVX2 Distances distances(const float* w, const float* reference, std::int64_t n) {
  DistanceSums sums;
  std::int64_t i = 0;
  for (; i + kStride <= n; i += kStride) addDistances(sums, w + i, reference + i);
  if (i < n) addDistances(sums, Padded(w + i, n - i).values, Padded(reference + i, n - i).values);
  return {total(sums.ww), total(sums.from)};
}

LAYCA_AVX2 void combine(float* __restrict w, double c, double b, const float* __restrict s,
                        std::int64_t n) {
  const __m256d cs = _mm256_set1_pd(c);
  const __m256d bs = _mm256_set1_pd(b);
  std::int64_t i = 0;
  for (; i + kStride <= n; i += kStride) combineStride(w + i, cs, bs, s + i);
  if (i == n) return;
  Padded end(w + i, n - i);
  combineStride(end.values, cs, bs, Padded(s + i, n - i).values);
  end.store(w + i, n - i);
}

LAYCA_AVX2 StepMeasure measuredCombine(float* __restrict w, double c, double b,
                                       const float* __restrict s, const float* __restrict initial,
                                       std::int64_t n) {
  const __m256d cs = _mm256_set1_pd(c);
  const __m256d bs = _mm256_set1_pd(b);
  MeasureSums sums;
  std::int64_t i = 0;
  for (; i + kStride <= n; i += kStride) {
    measuredStride(sums, w + i, cs, bs, s + i, initial + i);
  }
  if (i < n) {
    Padded end(w + i, n - i);
    measuredStride(sums, end.values, cs, bs, Padded(s + i, n - i).values,
                   Padded(initial + i, n - i).values);
    end.store(w + i, n - i);
  }
  return sums.totals();
}

LAYCA_AVX2 StepMeasure measure(const float* w, const float* before, const float* initial,
                               std::int64_t n) {
  MeasureSums sums;
  std::int64_t i = 0;
  for (; i + kStride <= n; i += kStride) measureStride(sums, w + i, before + i, initial + i);
  if (i < n) {
    measureStride(sums, Padded(w + i, n - i).values, Padded(before + i, n - i).values,
                  Padded(initial + i, n - i).values);
  }
  return sums.totals();
}

constexpr FloatKernels kAvx2{products, distances, combine, measuredCombine, measure};

}  // namespace

const FloatKernels* avx2Kernels() {
  static const bool runs = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  return runs ? &kAvx2 : nullptr;
}

}  // namespace layca

#else

namespace layca {

const FloatKernels* avx2Kernels() { return nullptr; }

}  // namespace layca

#endif
