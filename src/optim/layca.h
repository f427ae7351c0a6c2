// Layca (science.md §1–2): each kernel w rotates by a set angle in the plane of w and its base step
// s.
//
// In closed form, ρ the rate times the kernel's multiplier and the schedule's factor, r the radius:
//   σ² = ‖s‖² − ⟨w,s⟩²/‖w‖²  (the step's part across w),   p = s − (⟨w,s⟩/‖w‖²) w
//   w' = (r/‖w‖) (cos θ · w − sin θ · (‖w‖/σ) p),           θ = atan ρ (tangent) or ρ radians
//   (exact).
// Where sin²∠(w, s) < 1e-4 the sums are taken a second time, of p itself. Where ‖p‖ ≤ 4·eps·‖s‖ the
// step points along w within rounding, and w stays as it is, bit for bit.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "optim/transform.h"

namespace layca {

/// `names`, `kernels`: of all the network's kernels; `trained[i]`: whether kernel i is. A zero
/// kernel that is trained is an InputError that names it.
std::unique_ptr<KernelTransform> makeLayca(const TransformSpec& spec,
                                           const std::vector<std::string>& names,
                                           const std::vector<at::Tensor>& kernels,
                                           const std::vector<bool>& trained);

/// (1−α)^(5(L−1−l)/(L−1)) for α > 0, else (1+α)^(5l/(L−1)); 1 where L = 1.
std::vector<double> layerMultipliers(double alpha, std::size_t count);

}  // namespace layca
