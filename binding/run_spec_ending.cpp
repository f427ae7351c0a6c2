// When a run ends early and when it is kept: stop rules and checkpoints of the run spec.
#include "run_spec_convert.h"

namespace layca::binding {

namespace {

constexpr std::size_t kMostRules = 100;
constexpr std::int64_t kMostEpochs = (std::int64_t{1} << 31) - 1;

enum class StopKind { lossBelow, accuracyFloor, lossUnchanged };
constexpr Words<StopKind, 3> kStopKinds{{{"lossBelow", StopKind::lossBelow},
                                         {"accuracyFloor", StopKind::accuracyFloor},
                                         {"lossUnchanged", StopKind::lossUnchanged}}};

StopRule toStopRule(ObjectReader rule) {
  const auto read = [&]() -> StopRule {
    switch (rule.word("kind", kStopKinds)) {
      case StopKind::lossBelow:
        return LossBelow{rule.real("value")};
      case StopKind::accuracyFloor:
        return AccuracyFloor{rule.integer("epoch", 0, kMostEpochs), rule.real("value", 0, 1)};
      case StopKind::lossUnchanged:
        return LossUnchanged{rule.integer("epochs", 1, kMostEpochs)};
    }
    throw std::logic_error("unknown stop rule");
  };
  StopRule spec = read();
  rule.finish();
  return spec;
}

struct StopRuleToJs {
  Napi::Env env;

  Napi::Object operator()(const LossBelow& spec) const {
    Napi::Object rule = tagged(env, "lossBelow");
    rule.Set("value", spec.value);
    return rule;
  }
  Napi::Object operator()(const AccuracyFloor& spec) const {
    Napi::Object rule = tagged(env, "accuracyFloor");
    rule.Set("epoch", static_cast<double>(spec.epoch));
    rule.Set("value", spec.value);
    return rule;
  }
  Napi::Object operator()(const LossUnchanged& spec) const {
    Napi::Object rule = tagged(env, "lossUnchanged");
    rule.Set("epochs", static_cast<double>(spec.epochs));
    return rule;
  }
};

}  // namespace

std::vector<StopRule> toStopRules(const Napi::Value& value, const std::string& place) {
  std::vector<StopRule> rules;
  for (const Napi::Value& rule : readList(value, place, 0, kMostRules)) {
    rules.push_back(
        toStopRule(ObjectReader(rule, place + "[" + std::to_string(rules.size()) + "]")));
  }
  return rules;
}

Napi::Array fromStopRules(Napi::Env env, const std::vector<StopRule>& rules) {
  Napi::Array list = Napi::Array::New(env, rules.size());
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    list.Set(i, std::visit(StopRuleToJs{env}, rules[i]));
  }
  return list;
}

CheckpointSpec toCheckpointSpec(const Napi::Value& value, const std::string& place) {
  ObjectReader checkpoint(value, place);
  ObjectReader every = checkpoint.object("every");
  const bool steps = every.has("steps");
  const CheckpointSpec spec{every.integer(steps ? "steps" : "epochs", 1), steps};
  every.finish();
  checkpoint.finish();
  return spec;
}

Napi::Object fromCheckpointSpec(Napi::Env env, const CheckpointSpec& spec) {
  Napi::Object every = Napi::Object::New(env);
  every.Set(spec.steps ? "steps" : "epochs", static_cast<double>(spec.every));
  Napi::Object checkpoint = Napi::Object::New(env);
  checkpoint.Set("every", every);
  return checkpoint;
}

}  // namespace layca::binding
