// The optimizer of the run spec: a step rule, or a transform of one.
#include "run_spec_convert.h"

namespace layca::binding {

namespace {

constexpr std::size_t kMostNumbers = 100000;

std::vector<double> toFactors(const Napi::Value& value, const std::string& place) {
  std::vector<double> factors;
  for (const Napi::Value& factor : readList(value, place, 1, kMostNumbers)) {
    factors.push_back(readReal(factor, place + "[" + std::to_string(factors.size()) + "]", 0));
  }
  return factors;
}

LaycaSpec toLayca(ObjectReader& layca) {
  LaycaSpec spec{{}, {}, layca.word("radius", kRadii), layca.word("arc", kArcs)};
  if (layca.has("multipliers")) {
    spec.multipliers = toFactors(layca.get("multipliers"), layca.at("multipliers"));
    return spec;
  }
  spec.alpha = layca.real("alpha", -1, 1);
  if (*spec.alpha == -1 || *spec.alpha == 1) {
    throw BadArgument(layca.at("alpha"), "a number > -1 and < 1", describe(layca.get("alpha")));
  }
  return spec;
}

LarsSpec toLars(ObjectReader& lars) {
  if (lars.get("normGrowth").IsNull()) return {};
  return {lars.real("normGrowth", 0)};
}

OptimizerSpec toTransformed(ObjectReader& optimizer, decltype(TransformSpec::kind) kind) {
  ObjectReader base = optimizer.object("base");
  OptimizerSpec spec{
      toRuleSpec(base),
      TransformSpec{optimizer.real("rate", 0), optimizer.word("others", kOthers), std::move(kind)}};
  optimizer.finish();
  return spec;
}

struct TransformToJs {
  Napi::Env env;

  Napi::Object operator()(const LaycaSpec& spec) const {
    Napi::Object layca = tagged(env, "layca");
    if (spec.alpha) layca.Set("alpha", *spec.alpha);
    if (spec.multipliers) layca.Set("multipliers", listOf(env, *spec.multipliers));
    layca.Set("radius", wordOf(kRadii, spec.radius));
    layca.Set("arc", wordOf(kArcs, spec.arc));
    return layca;
  }
  Napi::Object operator()(const LarsSpec& spec) const {
    Napi::Object lars = tagged(env, "lars");
    lars.Set("normGrowth",
             spec.normGrowth ? Napi::Value(Napi::Number::New(env, *spec.normGrowth)) : env.Null());
    return lars;
  }
  Napi::Object operator()(const NormalizedSpec&) const { return tagged(env, "normalized"); }
};

}  // namespace

OptimizerSpec toOptimizerSpec(const Napi::Value& value, const std::string& place) {
  ObjectReader optimizer(value, place);
  switch (optimizer.word("kind", kOptimizerKinds)) {
    case OptimizerKind::layca:
      return toTransformed(optimizer, toLayca(optimizer));
    case OptimizerKind::lars:
      return toTransformed(optimizer, toLars(optimizer));
    case OptimizerKind::normalized:
      return toTransformed(optimizer, NormalizedSpec{});
    default:
      return {toRuleSpec(optimizer), {}};
  }
}

Napi::Object fromOptimizerSpec(Napi::Env env, const OptimizerSpec& spec) {
  if (!spec.transform) return fromRuleSpec(env, spec.rule);
  Napi::Object optimizer = std::visit(TransformToJs{env}, spec.transform->kind);
  optimizer.Set("base", fromRuleSpec(env, spec.rule));
  optimizer.Set("rate", spec.transform->rate);
  optimizer.Set("others", wordOf(kOthers, spec.transform->others));
  return optimizer;
}

}  // namespace layca::binding
