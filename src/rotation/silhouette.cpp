#include "rotation/silhouette.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace layca {

double silhouette(const at::Tensor& vectors, const at::Tensor& labels) {
  const at::Tensor x = vectors.detach().reshape({vectors.size(0), -1}).to(at::kDouble);
  const at::Tensor lengths = x.norm(2, {1}, /*keepdim=*/true);
  const at::Tensor unit = x / at::where(lengths == 0, at::ones_like(lengths), lengths);
  at::Tensor distances = (1 - at::mm(unit, unit.t())).clamp(0, 2);
  distances.fill_diagonal_(0);

  const at::Tensor classes = labels.detach().to(unit.device());
  const at::Tensor members = at::one_hot(classes).to(at::kDouble);
  const at::Tensor sums = at::mm(distances, members).cpu();
  const at::Tensor sizes = members.sum(0).cpu();
  const at::Tensor own = classes.cpu().contiguous();

  const std::int64_t count = sizes.size(0);
  const double* size = sizes.const_data_ptr<double>();
  if (std::count_if(size, size + count, [](double n) { return n > 0; }) < 2) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  double total = 0;
  for (std::int64_t i = 0; i < own.size(0); ++i) {
    const double* sum = sums.const_data_ptr<double>() + i * count;
    const std::int64_t label = own.const_data_ptr<std::int64_t>()[i];
    if (size[label] < 2) continue;
    const double inside = sum[label] / (size[label] - 1);
    double outside = std::numeric_limits<double>::infinity();
    for (std::int64_t c = 0; c < count; ++c) {
      if (c != label && size[c] > 0) outside = std::min(outside, sum[c] / size[c]);
    }
    const double larger = std::max(inside, outside);
    if (larger > 0) total += (outside - inside) / larger;
  }
  return total / static_cast<double>(own.size(0));
}

}  // namespace layca
