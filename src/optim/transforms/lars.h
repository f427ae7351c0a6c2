// LARS (You, Gitman & Ginsburg, arXiv 1708.03888) as in Figure 9 of the paper: the base step is
// scaled to the kernel's norm, w' = w − rate·(‖w‖/‖s‖)·s, without projection, and the growth of the
// norm is limited: where ‖w'‖ > ‖w‖ + normGrowth·‖w₀‖, w' is scaled down to that. ‖w'‖² is
// ‖w‖² − 2q⟨w,s⟩ + q²‖s‖², q = rate·‖w‖/‖s‖. A zero step leaves w as it is.
#pragma once

#include "optim/transform.h"

namespace layca {

std::unique_ptr<KernelTransform> make(const LarsSpec& spec, double rate, std::size_t kernels);

}  // namespace layca
