#include "numeric/sums.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "numeric/blocked.h"

namespace layca {

namespace {

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
      a.sizes() == b.sizes() && a.scalar_type() == b.scalar_type() && a.device() == b.device(),
      "expected two tensors of equal shape, type and device");
  TORCH_CHECK(!a.is_cpu() || (a.is_non_overlapping_and_dense() && a.strides() == b.strides()),
              "expected two dense tensors of equal strides");
}

double squaredNorm(const at::Tensor& t) { return t.square().sum().item<double>(); }

}  // namespace

Distances distances(const at::Tensor& w, const at::Tensor& reference) {
  checkAlike(w, reference);
  if (!w.is_cpu()) {
    const at::Tensor x = w.detach().to(at::kDouble);
    return {squaredNorm(x), squaredNorm(x - reference.detach().to(at::kDouble))};
  }
  return withType(w, [&](auto* type) {
    using T = std::remove_pointer_t<decltype(type)>;
    const T* pw = w.const_data_ptr<T>();
    const T* pr = reference.const_data_ptr<T>();
    return blockedSums<Distances>(w.numel(), [&](std::int64_t begin, std::int64_t end) {
      return distancesBlock(pw + begin, pr + begin, end - begin);
    });
  });
}

double l2Norm(const at::Tensor& w) {
  if (!w.is_cpu() || !w.is_non_overlapping_and_dense()) {
    return std::sqrt(squaredNorm(w.detach().to(at::kDouble)));
  }
  return std::sqrt(distances(w, w).ww);
}

std::vector<double> l2Norms(const std::vector<at::Tensor>& tensors) {
  std::vector<double> norms;
  if (tensors.empty()) return norms;
  if (tensors.front().is_cpu()) {
    for (const at::Tensor& t : tensors) norms.push_back(l2Norm(t));
    return norms;
  }
  const at::Tensor all = at::stack(at::_foreach_norm(tensors, 2, at::kDouble)).cpu();
  norms.assign(all.const_data_ptr<double>(), all.const_data_ptr<double>() + all.numel());
  return norms;
}

bool allFinite(const at::Tensor& t) {
  if (!t.is_cpu() || !t.is_non_overlapping_and_dense()) {
    return at::isfinite(t.detach()).all().item<bool>();
  }
  struct Bad {
    bool any = false;
    Bad& operator+=(const Bad& other) {
      any = any || other.any;
      return *this;
    }
  };
  return withType(t, [&](auto* type) {
    using T = std::remove_pointer_t<decltype(type)>;
    const T* pt = t.const_data_ptr<T>();
    return !blockedSums<Bad>(t.numel(), [&](std::int64_t begin, std::int64_t end) {
              return Bad{!finiteBlock(pt + begin, end - begin)};
            }).any;
  });
}

bool allZero(const at::Tensor& t) {
  if (!t.is_cpu() || !t.is_non_overlapping_and_dense()) return !t.detach().any().item<bool>();
  return withType(t, [&](auto* type) {
    using T = std::remove_pointer_t<decltype(type)>;
    const T* pt = t.const_data_ptr<T>();
    return std::all_of(pt, pt + t.numel(), [](T value) { return value == 0; });
  });
}

}  // namespace layca
