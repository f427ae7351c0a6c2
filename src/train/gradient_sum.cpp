#include "train/gradient_sum.h"

#include <ATen/ATen.h>

#include <cmath>
#include <utility>

#include "numeric/sums.h"

namespace layca {

void GradientSum::add(std::vector<at::Tensor> gradients, std::int64_t samples) {
  const at::NoGradGuard noGrad;
  for (at::Tensor& gradient : gradients) {
    // An expanded one cannot be changed in place.
    if (!gradient.is_non_overlapping_and_dense()) gradient = gradient.contiguous();
  }
  if (samples_ == 0) {
    sums_ = std::move(gradients);
    samples_ = samples;
    single_ = true;
    return;
  }
  if (std::exchange(single_, false)) {
    at::_foreach_mul_(sums_, static_cast<double>(samples_));
  }
  at::_foreach_add_(sums_, gradients, static_cast<double>(samples));
  samples_ += samples;
}

std::vector<at::Tensor> GradientSum::take() {
  const at::NoGradGuard noGrad;
  if (!single_) at::_foreach_mul_(sums_, 1 / static_cast<double>(samples_));
  samples_ = 0;
  return std::exchange(sums_, {});
}

double clipNorm(const std::vector<at::Tensor>& gradients, double most) {
  const at::NoGradGuard noGrad;
  double square = 0;
  for (const double norm : l2Norms(gradients)) square += norm * norm;
  const double norm = std::sqrt(square);
  const double factor = most / (norm + 1e-6);
  if (factor < 1) at::_foreach_mul_(gradients, factor);
  return norm;
}

}  // namespace layca
