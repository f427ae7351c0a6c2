#include "numeric/block_kernels.h"

#include <array>
#include <cmath>
#include <cstddef>

#include "numeric/float_kernels.h"
#include "numeric/vector_dispatch.h"

namespace layca {

namespace {

/// Accumulators a block keeps for one sum; fixed, so that wider vectors add in the same order.
constexpr int kLanes = 16;

/// Adds up `Count` quantities in `kLanes` accumulators each, element i into lane i mod kLanes, then
/// the lanes in pairs; `add(i, lane)` adds those of element i. The inner loops have a fixed length,
/// so that they become vectors.
template <std::size_t Count, typename Add>
LAYCA_INLINE std::array<double, Count> addUp(std::int64_t n, const Add& add) {
  double lanes[Count][kLanes] = {};
  const std::int64_t whole = n - n % kLanes;
  for (std::int64_t i = 0; i < whole; i += kLanes) {
    for (int j = 0; j < kLanes; ++j) add(lanes, i + j, j);
  }
  for (std::int64_t i = whole; i < n; ++i) add(lanes, i, static_cast<int>(i - whole));
  std::array<double, Count> total{};
  for (std::size_t c = 0; c < Count; ++c) {
    for (int width = kLanes / 2; width > 0; width /= 2) {
      for (int j = 0; j < width; ++j) lanes[c][j] += lanes[c][j + width];
    }
    total[c] = lanes[c][0];
  }
  return total;
}

template <typename T>
LAYCA_INLINE Products productsOf(const T* w, const T* s, double k, std::int64_t n) {
  const auto sums =
      addUp<3>(n, [=](double (&lanes)[3][kLanes], std::int64_t i, int j) LAYCA_LAMBDA {
        const double x = w[i];
        const double y = s[i] - k * x;
        lanes[0][j] += x * x;
        lanes[1][j] += x * y;
        lanes[2][j] += y * y;
      });
  return {sums[0], sums[1], sums[2]};
}

template <typename T>
LAYCA_INLINE Distances distancesOf(const T* w, const T* reference, std::int64_t n) {
  const auto sums =
      addUp<2>(n, [=](double (&lanes)[2][kLanes], std::int64_t i, int j) LAYCA_LAMBDA {
        const double x = w[i];
        const double d = x - reference[i];
        lanes[0][j] += x * x;
        lanes[1][j] += d * d;
      });
  return {sums[0], sums[1]};
}

template <typename T>
LAYCA_INLINE void combineInto(T* __restrict w, double c, double b, const T* __restrict s, double k,
                              std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) {
    const double x = w[i];
    w[i] = static_cast<T>(c * x - b * (s[i] - k * x));
  }
}

/// Adds how one element moved to its lanes.
LAYCA_INLINE void addMeasure(double (&lanes)[3][kLanes], int j, double now, double before,
                             double initial) {
  const double d = now - initial;
  const double m = now - before;
  lanes[0][j] += now * now;
  lanes[1][j] += d * d;
  lanes[2][j] += m * m;
}

template <typename T>
LAYCA_INLINE StepMeasure measureOf(const T* w, const T* before, const T* initial, std::int64_t n) {
  const auto sums =
      addUp<3>(n, [=](double (&lanes)[3][kLanes], std::int64_t i, int j)
                      LAYCA_LAMBDA { addMeasure(lanes, j, w[i], before[i], initial[i]); });
  return {sums[0], sums[1], sums[2]};
}

template <typename T>
LAYCA_INLINE StepMeasure measuredCombine(T* __restrict w, double c, double b, const T* __restrict s,
                                         double k, const T* __restrict initial, std::int64_t n) {
  // A tile of moved weights at a time: what is stored must not stand in the way of what is summed.
  constexpr std::int64_t kTile = 256;
  T before[kTile];
  StepMeasure total;
  for (std::int64_t begin = 0; begin < n; begin += kTile) {
    const std::int64_t size = n - begin < kTile ? n - begin : kTile;
    for (std::int64_t i = 0; i < size; ++i) before[i] = w[begin + i];
    combineInto(w + begin, c, b, s + begin, k, size);
    total += measureOf<T>(w + begin, before, initial + begin, size);
  }
  return total;
}

template <typename T>
LAYCA_INLINE void subtractFrom(T* __restrict w, T scale, const T* __restrict s, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) w[i] -= scale * s[i];
}

/// 0·x is NaN for what is not finite, and so is every sum with it.
template <typename T>
LAYCA_INLINE bool finiteOf(const T* t, std::int64_t n) {
  return addUp<1>(n, [=](double (&lanes)[1][kLanes], std::int64_t i, int j)
                         LAYCA_LAMBDA { lanes[0][j] += t[i] * T{0}; })[0] == 0;
}

/// While |b·k| is below it, c·w − b·(s − k·w) may be taken as (c + b·k)·w − b·s: the rounding of
/// float64, as many times greater, still shows nothing in float32.
constexpr double kMostFolded = 0x1p20;

/// Puts b·k into c, leaving k = 0, where nothing is lost by it.
void fold(double& c, double b, double& k) {
  if (!(std::abs(b * k) < kMostFolded)) return;
  c += b * k;
  k = 0;
}

// One function a type, since clones cannot be templates.
LAYCA_VECTOR_CLONES Products productsLoop(const float* w, const float* s, double k,
                                          std::int64_t n) {
  return productsOf(w, s, k, n);
}
LAYCA_VECTOR_CLONES Distances distancesLoop(const float* w, const float* r, std::int64_t n) {
  return distancesOf(w, r, n);
}
LAYCA_VECTOR_CLONES void combineLoop(float* w, double c, double b, const float* s, double k,
                                     std::int64_t n) {
  combineInto(w, c, b, s, k, n);
}
LAYCA_VECTOR_CLONES StepMeasure measuredCombineLoop(float* w, double c, double b, const float* s,
                                                    double k, const float* initial,
                                                    std::int64_t n) {
  return measuredCombine(w, c, b, s, k, initial, n);
}
LAYCA_VECTOR_CLONES StepMeasure measureLoop(const float* w, const float* before,
                                            const float* initial, std::int64_t n) {
  return measureOf(w, before, initial, n);
}

constexpr FloatKernels kLoops{
    [](const float* w, const float* s, std::int64_t n) { return productsLoop(w, s, 0, n); },
    distancesLoop,
    [](float* w, double c, double b, const float* s, std::int64_t n) {
      combineLoop(w, c, b, s, 0, n);
    },
    [](float* w, double c, double b, const float* s, const float* initial, std::int64_t n) {
      return measuredCombineLoop(w, c, b, s, 0, initial, n);
    },
    measureLoop,
};

const FloatKernels& kernels() {
  static const FloatKernels& best = avx2Kernels() ? *avx2Kernels() : kLoops;
  return best;
}

}  // namespace

Products productsBlock(const float* w, const float* s, double k, std::int64_t n) {
  return k == 0 ? kernels().products(w, s, n) : productsLoop(w, s, k, n);
}
LAYCA_VECTOR_CLONES Products productsBlock(const double* w, const double* s, double k,
                                           std::int64_t n) {
  return productsOf(w, s, k, n);
}

Distances distancesBlock(const float* w, const float* r, std::int64_t n) {
  return kernels().distances(w, r, n);
}
LAYCA_VECTOR_CLONES Distances distancesBlock(const double* w, const double* r, std::int64_t n) {
  return distancesOf(w, r, n);
}

void combineBlock(float* w, double c, double b, const float* s, double k, std::int64_t n) {
  fold(c, b, k);
  if (k == 0) return kernels().combine(w, c, b, s, n);
  combineLoop(w, c, b, s, k, n);
}
LAYCA_VECTOR_CLONES void combineBlock(double* w, double c, double b, const double* s, double k,
                                      std::int64_t n) {
  combineInto(w, c, b, s, k, n);
}

StepMeasure measuredCombineBlock(float* w, double c, double b, const float* s, double k,
                                 const float* initial, std::int64_t n) {
  fold(c, b, k);
  if (k == 0) return kernels().measuredCombine(w, c, b, s, initial, n);
  return measuredCombineLoop(w, c, b, s, k, initial, n);
}
LAYCA_VECTOR_CLONES StepMeasure measuredCombineBlock(double* w, double c, double b, const double* s,
                                                     double k, const double* initial,
                                                     std::int64_t n) {
  return measuredCombine(w, c, b, s, k, initial, n);
}

StepMeasure measureBlock(const float* w, const float* before, const float* initial,
                         std::int64_t n) {
  return kernels().measure(w, before, initial, n);
}
LAYCA_VECTOR_CLONES StepMeasure measureBlock(const double* w, const double* before,
                                             const double* initial, std::int64_t n) {
  return measureOf(w, before, initial, n);
}

LAYCA_VECTOR_CLONES void subtractBlock(float* w, float scale, const float* s, std::int64_t n) {
  subtractFrom(w, scale, s, n);
}
LAYCA_VECTOR_CLONES void subtractBlock(double* w, double scale, const double* s, std::int64_t n) {
  subtractFrom(w, scale, s, n);
}
LAYCA_VECTOR_CLONES bool finiteBlock(const float* t, std::int64_t n) { return finiteOf(t, n); }
LAYCA_VECTOR_CLONES bool finiteBlock(const double* t, std::int64_t n) { return finiteOf(t, n); }

}  // namespace layca
