// Adam (Kingma & Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1) as
// torch.optim.Adam: g the gradient plus weightDecay · w,
//   m ← β₁m + (1−β₁)g,   v ← β₂v + (1−β₂)g²,
//   step lr · (m/(1−β₁ᵗ)) / (√v/√(1−β₂ᵗ) + eps).
// amsgrad (Reddi et al., "On the convergence of Adam and beyond", ICLR 2018) puts the largest v so
// far in place of v. AdamW (Loshchilov & Hutter, "Decoupled weight decay regularization", ICLR
// 2019) leaves the gradient as it is and adds lr · weightDecay · w to the step.
#pragma once

#include "optim/step_rule.h"

namespace layca {

std::unique_ptr<StepRule> make(const AdamSpec& spec);

}  // namespace layca
