// Adagrad (Duchi, Hazan & Singer, "Adaptive subgradient methods", JMLR 12, 2011) as
// torch.optim.Adagrad: g the gradient plus weightDecay · w,
//   G ← G + g² from G = initialAccumulator,   step lr/(1 + (t−1)·lrDecay) · g/(√G + eps).
#pragma once

#include "optim/step_rule.h"

namespace layca {

std::unique_ptr<StepRule> make(const AdagradSpec& spec);

}  // namespace layca
