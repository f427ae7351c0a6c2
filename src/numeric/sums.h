// The sums and the update that Layca and the rotation measures are made of, each one pass over
// memory with float64 accumulators. Tensors: float32 or float64, of equal size; on the CPU
// contiguous. On another device the same is computed with ATen's operators.
#pragma once

#include <ATen/core/Tensor.h>

namespace layca {

struct Products {
  double ww;  ///< ‖w‖²
  double ws;  ///< ⟨w, s⟩
  double ss;  ///< ‖s‖²
};

/// Of w and p = s − k·w, p rounded to float64 only: with k = 0 plainly of w and s.
Products products(const at::Tensor& w, const at::Tensor& s, double k = 0);

/// w ← c·w − b·(s − k·w), combined in float64 and rounded once.
void combine_(at::Tensor& w, double c, double b, const at::Tensor& s, double k);

struct Distances {
  double ww;    ///< ‖w‖²
  double from;  ///< ‖w − reference‖²
};

Distances distances(const at::Tensor& w, const at::Tensor& reference);

/// ‖w‖, accumulated in float64.
double l2Norm(const at::Tensor& w);

/// Whether every element is finite.
bool allFinite(const at::Tensor& t);

}  // namespace layca
