#include "numeric/percentiles.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace layca {

std::vector<double> percentiles(const at::Tensor& t, const std::vector<double>& percents) {
  if (t.numel() == 0) return std::vector<double>(percents.size(), 0);
  const at::Tensor copy =
      t.detach().to(at::kCPU, at::kDouble, /*non_blocking=*/false, /*copy=*/true).reshape(-1);
  double* const first = copy.data_ptr<double>();
  double* const last = first + copy.numel();
  // The order of a selection says nothing where NaN is among what it compares.
  if (std::any_of(first, last, [](double x) { return std::isnan(x); })) {
    return std::vector<double>(percents.size(), std::numeric_limits<double>::quiet_NaN());
  }
  double* from = first;
  std::vector<double> values;
  for (const double percent : percents) {
    const double position = percent / 100 * static_cast<double>(copy.numel() - 1);
    double* const below = first + static_cast<std::int64_t>(position);
    std::nth_element(from, below, last);
    const double share = position - std::floor(position);
    double value = *below;
    if (share > 0) value += share * (*std::min_element(below + 1, last) - value);
    values.push_back(value);
    from = below;
  }
  return values;
}

}  // namespace layca
