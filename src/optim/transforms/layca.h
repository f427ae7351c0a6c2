// Layca (Carbonnelle & De Vleeschouwer, algorithm 1; science.md §1–2): each kernel w rotates by a
// set angle in the plane of w and its base step s.
//
// In closed form, ρ the rate times the kernel's multiplier and the schedule's factor, r the radius:
//   σ² = ‖s‖² − ⟨w,s⟩²/‖w‖²  (the step's part across w),   p = s − (⟨w,s⟩/‖w‖²) w
//   w' = (r/‖w‖) (cos θ · w − sin θ · (‖w‖/σ) p),           θ = atan ρ (tangent) or ρ radians
//   (exact).
// Where ‖p‖ ≤ 4·eps·‖s‖ the step points along w within rounding, and w stays as it is.
#pragma once

#include <vector>

#include "optim/transform.h"

namespace layca {

/// Throws InputError where there are multipliers and not one a kernel.
std::unique_ptr<KernelTransform> make(const LaycaSpec& spec, double rate, std::size_t kernels);

/// (1−α)^(5(L−1−l)/(L−1)) for α > 0, else (1+α)^(5l/(L−1)); 1 where L = 1.
std::vector<double> layerMultipliers(double alpha, std::size_t count);

}  // namespace layca
