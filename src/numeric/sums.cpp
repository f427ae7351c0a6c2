#include "numeric/sums.h"

#include <ATen/ATen.h>

#include <cmath>

#include "numeric/blocked.h"
#include "numeric/vector_dispatch.h"

namespace layca {

namespace {

using Sums2 = std::array<double, 2>;
using Sums3 = std::array<double, 3>;

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
LAYCA_INLINE Sums3 productsOf(const T* w, const T* s, double k, std::int64_t n) {
  return addUp<3>(n, [=](double (&lanes)[3][kLanes], std::int64_t i, int j) LAYCA_LAMBDA {
    const double x = w[i];
    const double y = s[i] - k * x;
    lanes[0][j] += x * x;
    lanes[1][j] += x * y;
    lanes[2][j] += y * y;
  });
}

template <typename T>
LAYCA_INLINE Sums2 distancesOf(const T* w, const T* reference, std::int64_t n) {
  return addUp<2>(n, [=](double (&lanes)[2][kLanes], std::int64_t i, int j) LAYCA_LAMBDA {
    const double x = w[i];
    const double d = x - reference[i];
    lanes[0][j] += x * x;
    lanes[1][j] += d * d;
  });
}

template <typename T>
LAYCA_INLINE void combineInto(T* w, double c, double b, const T* s, double k, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) {
    const double x = w[i];
    w[i] = static_cast<T>(c * x - b * (s[i] - k * x));
  }
}

/// 0·x is NaN for what is not finite, and so is every sum with it.
template <typename T>
LAYCA_INLINE bool finiteOf(const T* t, std::int64_t n) {
  return addUp<1>(n, [=](double (&lanes)[1][kLanes], std::int64_t i, int j)
                         LAYCA_LAMBDA { lanes[0][j] += t[i] * T{0}; })[0] == 0;
}

// One function a type, since clones cannot be templates.
LAYCA_VECTOR_CLONES Sums3 productsBlock(const float* w, const float* s, double k, std::int64_t n) {
  return productsOf(w, s, k, n);
}
LAYCA_VECTOR_CLONES Sums3 productsBlock(const double* w, const double* s, double k,
                                        std::int64_t n) {
  return productsOf(w, s, k, n);
}
LAYCA_VECTOR_CLONES Sums2 distancesBlock(const float* w, const float* r, std::int64_t n) {
  return distancesOf(w, r, n);
}
LAYCA_VECTOR_CLONES Sums2 distancesBlock(const double* w, const double* r, std::int64_t n) {
  return distancesOf(w, r, n);
}
LAYCA_VECTOR_CLONES void combineBlock(float* w, double c, double b, const float* s, double k,
                                      std::int64_t n) {
  combineInto(w, c, b, s, k, n);
}
LAYCA_VECTOR_CLONES void combineBlock(double* w, double c, double b, const double* s, double k,
                                      std::int64_t n) {
  combineInto(w, c, b, s, k, n);
}
LAYCA_VECTOR_CLONES bool finiteBlock(const float* t, std::int64_t n) { return finiteOf(t, n); }
LAYCA_VECTOR_CLONES bool finiteBlock(const double* t, std::int64_t n) { return finiteOf(t, n); }

/// Calls `function` with a null pointer of the tensor's element type.
template <typename Function>
auto withType(const at::Tensor& t, const Function& function) {
  TORCH_CHECK(t.scalar_type() == at::kFloat || t.scalar_type() == at::kDouble,
              "expected float32 or float64 but received ", t.scalar_type());
  return t.scalar_type() == at::kFloat ? function(static_cast<float*>(nullptr))
                                       : function(static_cast<double*>(nullptr));
}

void checkAlike(const at::Tensor& a, const at::Tensor& b) {
  TORCH_CHECK(
      a.numel() == b.numel() && a.scalar_type() == b.scalar_type() && a.device() == b.device(),
      "expected two tensors of equal size, type and device");
  TORCH_CHECK(!a.is_cpu() || (a.is_contiguous() && b.is_contiguous()),
              "expected contiguous tensors");
}

double innerProduct(const at::Tensor& a, const at::Tensor& b) {
  return (a * b).sum().item<double>();
}

}  // namespace

Products products(const at::Tensor& w, const at::Tensor& s, double k) {
  checkAlike(w, s);
  if (!w.is_cpu()) {
    const at::Tensor x = w.detach().to(at::kDouble);
    const at::Tensor y = s.detach().to(at::kDouble) - x * k;
    return {innerProduct(x, x), innerProduct(x, y), innerProduct(y, y)};
  }
  return withType(w, [&](auto* type) -> Products {
    using T = std::remove_pointer_t<decltype(type)>;
    const T* pw = w.const_data_ptr<T>();
    const T* ps = s.const_data_ptr<T>();
    const auto sums = blockedSums<3>(w.numel(), [&](std::int64_t begin, std::int64_t end) {
      return productsBlock(pw + begin, ps + begin, k, end - begin);
    });
    return {sums[0], sums[1], sums[2]};
  });
}

void combine_(at::Tensor& w, double c, double b, const at::Tensor& s, double k) {
  checkAlike(w, s);
  if (!w.is_cpu()) {
    const at::Tensor x = w.detach().to(at::kDouble);
    w.detach().copy_(x * c - (s.detach().to(at::kDouble) - x * k) * b);
    return;
  }
  withType(w, [&](auto* type) {
    using T = std::remove_pointer_t<decltype(type)>;
    T* pw = w.data_ptr<T>();
    const T* ps = s.const_data_ptr<T>();
    at::parallel_for(0, w.numel(), 8 * kBlock, [&](std::int64_t begin, std::int64_t end) {
      combineBlock(pw + begin, c, b, ps + begin, k, end - begin);
    });
  });
}

Distances distances(const at::Tensor& w, const at::Tensor& reference) {
  checkAlike(w, reference);
  if (!w.is_cpu()) {
    const at::Tensor x = w.detach().to(at::kDouble);
    const at::Tensor d = x - reference.detach().to(at::kDouble);
    return {innerProduct(x, x), innerProduct(d, d)};
  }
  return withType(w, [&](auto* type) -> Distances {
    using T = std::remove_pointer_t<decltype(type)>;
    const T* pw = w.const_data_ptr<T>();
    const T* pr = reference.const_data_ptr<T>();
    const auto sums = blockedSums<2>(w.numel(), [&](std::int64_t begin, std::int64_t end) {
      return distancesBlock(pw + begin, pr + begin, end - begin);
    });
    return {sums[0], sums[1]};
  });
}

double l2Norm(const at::Tensor& w) { return std::sqrt(products(w, w).ww); }

bool allFinite(const at::Tensor& t) {
  if (!t.is_cpu() || !t.is_contiguous()) return at::isfinite(t.detach()).all().item<bool>();
  return withType(t, [&](auto* type) -> bool {
    using T = std::remove_pointer_t<decltype(type)>;
    const T* pt = t.const_data_ptr<T>();
    const auto bad = blockedSums<1>(t.numel(), [&](std::int64_t begin, std::int64_t end) {
      return std::array<double, 1>{finiteBlock(pt + begin, end - begin) ? 0.0 : 1.0};
    });
    return bad[0] == 0;
  });
}

}  // namespace layca
