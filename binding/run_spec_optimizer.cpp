// The optimizer and the schedule of the run spec.
#include "run_spec_convert.h"

namespace layca::binding {

namespace {

constexpr std::size_t kMostNumbers = 100000;

enum class OptimizerKind { sgd, layca };
constexpr Words<OptimizerKind, 2> kOptimizerKinds{
    {{"sgd", OptimizerKind::sgd}, {"layca", OptimizerKind::layca}}};
constexpr Words<OptimizerKind, 1> kRuleKinds{{{"sgd", OptimizerKind::sgd}}};

enum class ScheduleKind { constant, step };
constexpr Words<ScheduleKind, 2> kScheduleKinds{
    {{"constant", ScheduleKind::constant}, {"step", ScheduleKind::step}}};

constexpr Words<WeightDecayOn::Kind, 2> kDecayWords{
    {{"kernels", WeightDecayOn::Kind::kernels}, {"all", WeightDecayOn::Kind::all}}};

WeightDecayOn toDecayOn(const Napi::Value& value, const std::string& place) {
  if (!value.IsArray()) return {readWord(value, place, kDecayWords), {}};
  return {WeightDecayOn::Kind::layers, readTexts(value, place)};
}

SgdSpec toSgd(ObjectReader& sgd) {
  SgdSpec spec{sgd.real("lr", 0),
               sgd.real("momentum", 0),
               sgd.real("dampening"),
               sgd.flag("nesterov"),
               sgd.real("weightDecay", 0),
               toDecayOn(sgd.get("weightDecayOn"), sgd.at("weightDecayOn")),
               sgd.word("momentumForm", kMomentumForms)};
  sgd.finish();
  return spec;
}

Napi::Object fromSgd(Napi::Env env, const SgdSpec& spec) {
  Napi::Object sgd = tagged(env, "sgd");
  sgd.Set("lr", spec.lr);
  sgd.Set("momentum", spec.momentum);
  sgd.Set("dampening", spec.dampening);
  sgd.Set("nesterov", Napi::Boolean::New(env, spec.nesterov));
  sgd.Set("weightDecay", spec.weightDecay);
  if (spec.weightDecayOn.kind == WeightDecayOn::Kind::layers) {
    sgd.Set("weightDecayOn", listOf(env, spec.weightDecayOn.layers));
  } else {
    sgd.Set("weightDecayOn", wordOf(kDecayWords, spec.weightDecayOn.kind));
  }
  sgd.Set("momentumForm", wordOf(kMomentumForms, spec.momentumForm));
  return sgd;
}

RuleSpec toRule(ObjectReader rule) {
  rule.word("kind", kRuleKinds);
  return toSgd(rule);
}

std::vector<double> toFactors(const Napi::Value& value, const std::string& place) {
  std::vector<double> factors;
  for (const Napi::Value& factor : readList(value, place, 1, kMostNumbers)) {
    factors.push_back(readReal(factor, place + "[" + std::to_string(factors.size()) + "]", 0));
  }
  return factors;
}

OptimizerSpec toLayca(ObjectReader& layca) {
  LaycaSpec spec{{}, {}, layca.word("radius", kRadii), layca.word("arc", kArcs)};
  RuleSpec rule = toRule(layca.object("base"));
  TransformSpec transform{layca.real("rate", 0), layca.word("others", kOthers), {}};
  if (layca.has("multipliers")) {
    spec.multipliers = toFactors(layca.get("multipliers"), layca.at("multipliers"));
  } else {
    const double alpha = layca.real("alpha", -1, 1);
    if (alpha == -1 || alpha == 1) {
      throw BadArgument(layca.at("alpha"), "a number > -1 and < 1", describe(layca.get("alpha")));
    }
    spec.alpha = alpha;
  }
  layca.finish();
  transform.kind = std::move(spec);
  return {std::move(rule), std::move(transform)};
}

Napi::Object fromLayca(Napi::Env env, const RuleSpec& base, const TransformSpec& transform) {
  const auto& spec = std::get<LaycaSpec>(transform.kind);
  Napi::Object layca = tagged(env, "layca");
  layca.Set("base", fromSgd(env, std::get<SgdSpec>(base)));
  layca.Set("rate", transform.rate);
  if (spec.alpha) layca.Set("alpha", *spec.alpha);
  if (spec.multipliers) layca.Set("multipliers", listOf(env, *spec.multipliers));
  layca.Set("radius", wordOf(kRadii, spec.radius));
  layca.Set("arc", wordOf(kArcs, spec.arc));
  layca.Set("others", wordOf(kOthers, transform.others));
  return layca;
}

}  // namespace

OptimizerSpec toOptimizerSpec(const Napi::Value& value, const std::string& place) {
  ObjectReader optimizer(value, place);
  if (optimizer.word("kind", kOptimizerKinds) == OptimizerKind::layca) return toLayca(optimizer);
  return {toSgd(optimizer), {}};
}

Napi::Object fromOptimizerSpec(Napi::Env env, const OptimizerSpec& spec) {
  if (spec.transform) return fromLayca(env, spec.rule, *spec.transform);
  return fromSgd(env, std::get<SgdSpec>(spec.rule));
}

ScheduleSpec toScheduleSpec(const Napi::Value& value, const std::string& place) {
  ObjectReader schedule(value, place);
  ScheduleSpec spec{ConstantSchedule{}};
  if (schedule.word("kind", kScheduleKinds) == ScheduleKind::step) {
    StepSchedule step{{}, schedule.real("gamma", 0)};
    const std::string milestones = schedule.at("milestones");
    for (const Napi::Value& epoch :
         readList(schedule.get("milestones"), milestones, 0, kMostNumbers)) {
      const std::string at = milestones + "[" + std::to_string(step.milestones.size()) + "]";
      step.milestones.push_back(readInteger(epoch, at, 0));
    }
    spec.kind = std::move(step);
  }
  schedule.finish();
  return spec;
}

Napi::Object fromScheduleSpec(Napi::Env env, const ScheduleSpec& spec) {
  const auto* step = std::get_if<StepSchedule>(&spec.kind);
  if (step == nullptr) return tagged(env, "constant");
  Napi::Object schedule = tagged(env, "step");
  schedule.Set("milestones",
               listOf(env, std::vector<double>(step->milestones.begin(), step->milestones.end())));
  schedule.Set("gamma", step->gamma);
  return schedule;
}

}  // namespace layca::binding
