// The stable cosine distance (science.md §2).
#pragma once

#include <ATen/core/Tensor.h>

namespace layca {

/// 1 − cos of the flattened tensors: (‖a−b‖² − (‖a‖−‖b‖)²) / (2‖a‖‖b‖), in [0, 2], accumulated in
/// float64. NaN only where one of them is zero or not finite. Tensors of equal size, device and
/// type, float32 or float64.
double cosineDistance(const at::Tensor& a, const at::Tensor& b);

/// The same from ‖a−b‖², ‖a‖ and ‖b‖.
double cosineDistance(double squaredDifference, double normA, double normB);

/// The angle in radians whose 1 − cos is `distance`: 2·asin √(distance/2).
double angleOf(double distance);

}  // namespace layca
