// Stochastic gradient descent, g the gradient plus weightDecay · w (coupled). Momentum forms:
// - torch (torch.optim.SGD): v ← μv + (1−d)g, first v = g; step lr·v, with Nesterov lr·(g + μv);
// - velocity (Keras): v ← μv − lr·g; w ← w + v, with Nesterov w ← w + μv − lr·g;
// - average (Adam-style, no bias correction): m ← μm + (1−μ)g from m = 0; step lr·m.
// Without momentum each of them steps lr·g.
#pragma once

#include "optim/step_rule.h"

namespace layca {

std::unique_ptr<StepRule> make(const SgdSpec& spec);

}  // namespace layca
