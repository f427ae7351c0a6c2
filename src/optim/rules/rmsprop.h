// RMSprop (Hinton, "Neural networks for machine learning", lecture 6e, 2012) as
// torch.optim.RMSprop: g the gradient plus weightDecay · w,
//   v ← αv + (1−α)g²,   centered (Graves, arXiv 1308.0850): a ← a + (1−α)(g − a), v − a² in v's
//   place, step lr · g/(√v + eps); with momentum b ← μb + g/(√v + eps), step lr·b.
// v − a² is a variance: where rounding makes it negative it counts as 0 (PyTorch gives NaN there).
#pragma once

#include "optim/step_rule.h"

namespace layca {

std::unique_ptr<StepRule> make(const RmspropSpec& spec);

}  // namespace layca
