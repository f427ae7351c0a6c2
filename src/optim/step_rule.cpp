#include "optim/step_rule.h"

#include "optim/rules/adagrad.h"
#include "optim/rules/adam.h"
#include "optim/rules/rmsprop.h"
#include "optim/rules/sgd.h"

namespace layca {

std::unique_ptr<StepRule> makeRule(const RuleSpec& spec) {
  return std::visit([](const auto& rule) { return make(rule); }, spec);
}

const WeightDecayOn& weightDecayOn(const RuleSpec& spec) {
  return std::visit([](const auto& rule) -> const WeightDecayOn& { return rule.weightDecayOn; },
                    spec);
}

}  // namespace layca
