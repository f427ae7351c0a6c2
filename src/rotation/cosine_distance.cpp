#include "rotation/cosine_distance.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "numeric/sums.h"

namespace layca {

double cosineDistance(double squaredDifference, double normA, double normB) {
  const double growth = normA - normB;
  const double distance = (squaredDifference - growth * growth) / (2 * normA * normB);
  // Comparisons that a NaN fails, so that it is seen.
  if (distance < 0) return 0;
  return distance > 2 ? 2 : distance;
}

double cosineDistance(const at::Tensor& a, const at::Tensor& b) {
  const at::Tensor x = a.contiguous().view(-1);
  const at::Tensor y = b.contiguous().view(-1);
  const Distances sums = distances(x, y);
  return cosineDistance(sums.from, std::sqrt(sums.ww), l2Norm(y));
}

double angleOf(double distance) { return 2 * std::asin(std::sqrt(distance / 2)); }

}  // namespace layca
