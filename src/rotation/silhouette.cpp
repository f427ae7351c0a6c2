#include "rotation/silhouette.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>
#include <tuple>

#include "numeric/sums.h"

namespace layca {

namespace {

/// Distances of directions that differ by rounding alone, in float32 or by the sums here; as
/// numbers they would make coefficients of any size of what is 0/0.
constexpr double kRounding = 0x1p-46;

}  // namespace

double silhouette(const at::Tensor& vectors, const at::Tensor& labels) {
  if (labels.size(0) == 0) return std::numeric_limits<double>::quiet_NaN();
  const at::Tensor x = vectors.detach().flatten(1).to(at::kDouble);
  const at::Tensor lengths = x.norm(2, {1}, /*keepdim=*/true);
  const at::Tensor unit = x / at::where(lengths == 0, at::ones_like(lengths), lengths);
  at::Tensor distances = (1 - at::mm(unit, unit.t())).clamp(0, 2);
  distances.masked_fill_(distances < kRounding, 0).fill_diagonal_(0);

  // Numbered from 0, whatever the labels are.
  const at::Tensor classes =
      std::get<1>(at::_unique(labels.detach().to(unit.device()), true, /*return_inverse=*/true));
  const at::Tensor members = at::one_hot(classes).to(at::kDouble);
  const at::Tensor sums = at::mm(distances, members).cpu();
  const at::Tensor sizes = members.sum(0).cpu();
  const at::Tensor own = classes.cpu().contiguous();

  const std::int64_t count = sizes.size(0);
  const double* size = sizes.const_data_ptr<double>();
  if (count < 2 || !allFinite(lengths)) return std::numeric_limits<double>::quiet_NaN();
  double total = 0;
  for (std::int64_t i = 0; i < own.size(0); ++i) {
    const double* sum = sums.const_data_ptr<double>() + i * count;
    const std::int64_t label = own.const_data_ptr<std::int64_t>()[i];
    if (size[label] < 2) continue;
    const double inside = sum[label] / (size[label] - 1);
    double outside = std::numeric_limits<double>::infinity();
    for (std::int64_t c = 0; c < count; ++c) {
      if (c != label) outside = std::min(outside, sum[c] / size[c]);
    }
    const double larger = std::max(inside, outside);
    if (larger > 0) total += (outside - inside) / larger;
  }
  return total / static_cast<double>(own.size(0));
}

}  // namespace layca
