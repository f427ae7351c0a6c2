// How well classes form clusters of directions.
#pragma once

#include <ATen/core/Tensor.h>

namespace layca {

/// The mean silhouette (Rousseeuw, J. Comput. Appl. Math. 20, 1987) of vectors [N, D] with labels
/// [N] (int64) as clusters, by cosine distance: of each vector (b − a)/max(a, b), a its mean
/// distance to the others of its class, b the least mean distance to another class; 0 for a class
/// of one, and where a = b = 0. A zero vector is at distance 1 from all others; parallel ones
/// within rounding are at distance 0. In float64; NaN where there are not two classes or a number
/// is not finite.
double silhouette(const at::Tensor& vectors, const at::Tensor& labels);

}  // namespace layca
