#include "optim/step_rule.h"

#include <ATen/ATen.h>

#include "optim/sgd.h"

namespace layca {

namespace {
template <typename Spec>
std::unique_ptr<StepRule> make(const Spec&, const std::vector<bool>&) {
  TORCH_CHECK(false, "this step rule is not available yet");
}
}  // namespace

std::unique_ptr<StepRule> makeRule(const RuleSpec& spec, const std::vector<bool>& decayed) {
  return std::visit([&](const auto& rule) { return make(rule, decayed); }, spec);
}

const WeightDecayOn& weightDecayOn(const RuleSpec& spec) {
  return std::visit([](const auto& rule) -> const WeightDecayOn& { return rule.weightDecayOn; },
                    spec);
}

}  // namespace layca
