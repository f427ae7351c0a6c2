// The step rules of the run spec, which stand alone or as the base of a transform.
#include "run_spec_convert.h"

namespace layca::binding {

namespace {

WeightDecayOn toDecayOn(const Napi::Value& value, const std::string& place) {
  if (!value.IsArray()) return {readWord(value, place, kDecayWords), {}};
  return {WeightDecayOn::Kind::layers, readTexts(value, place)};
}

Napi::Value fromDecayOn(Napi::Env env, const WeightDecayOn& spec) {
  if (spec.kind == WeightDecayOn::Kind::layers) return listOf(env, spec.layers);
  return Napi::String::New(env, wordOf(kDecayWords, spec.kind));
}

double toBeta(const Napi::Value& value, const std::string& place) {
  const double beta = readReal(value, place, 0, 1);
  if (beta == 1) throw BadArgument(place, "a number ≥ 0 and < 1", describe(value));
  return beta;
}

SgdSpec toSgd(ObjectReader& sgd) {
  return {sgd.real("lr", 0),
          sgd.real("momentum", 0),
          sgd.real("dampening"),
          sgd.flag("nesterov"),
          sgd.real("weightDecay", 0),
          toDecayOn(sgd.get("weightDecayOn"), sgd.at("weightDecayOn")),
          sgd.word("momentumForm", kMomentumForms)};
}

AdamSpec toAdam(ObjectReader& adam, bool decoupled) {
  const std::string at = adam.at("betas");
  const std::vector<Napi::Value> betas = readList(adam.get("betas"), at, 2, 2);
  return {decoupled,
          adam.real("lr", 0),
          toBeta(betas[0], at + "[0]"),
          toBeta(betas[1], at + "[1]"),
          adam.real("eps", 0),
          adam.real("weightDecay", 0),
          toDecayOn(adam.get("weightDecayOn"), adam.at("weightDecayOn")),
          adam.flag("amsgrad")};
}

RmspropSpec toRmsprop(ObjectReader& rmsprop) {
  return {rmsprop.real("lr", 0),
          rmsprop.real("alpha", 0, 1),
          rmsprop.real("eps", 0),
          rmsprop.real("weightDecay", 0),
          toDecayOn(rmsprop.get("weightDecayOn"), rmsprop.at("weightDecayOn")),
          rmsprop.real("momentum", 0),
          rmsprop.flag("centered")};
}

AdagradSpec toAdagrad(ObjectReader& adagrad) {
  return {adagrad.real("lr", 0),
          adagrad.real("lrDecay", 0),
          adagrad.real("weightDecay", 0),
          toDecayOn(adagrad.get("weightDecayOn"), adagrad.at("weightDecayOn")),
          adagrad.real("initialAccumulator", 0),
          adagrad.real("eps", 0)};
}

RuleSpec toRule(ObjectReader& rule) {
  switch (rule.word("kind", kRuleKinds)) {
    case OptimizerKind::sgd:
      return toSgd(rule);
    case OptimizerKind::adam:
      return toAdam(rule, false);
    case OptimizerKind::adamW:
      return toAdam(rule, true);
    case OptimizerKind::rmsprop:
      return toRmsprop(rule);
    case OptimizerKind::adagrad:
      return toAdagrad(rule);
    default:
      throw std::logic_error("unknown step rule");
  }
}

/// A rule's object with the fields that all have.
template <typename Spec>
Napi::Object ruleOf(Napi::Env env, const char* kind, const Spec& spec) {
  Napi::Object rule = tagged(env, kind);
  rule.Set("lr", spec.lr);
  rule.Set("weightDecay", spec.weightDecay);
  rule.Set("weightDecayOn", fromDecayOn(env, spec.weightDecayOn));
  return rule;
}

struct RuleToJs {
  Napi::Env env;

  Napi::Object operator()(const SgdSpec& spec) const {
    Napi::Object sgd = ruleOf(env, "sgd", spec);
    sgd.Set("momentum", spec.momentum);
    sgd.Set("dampening", spec.dampening);
    sgd.Set("nesterov", Napi::Boolean::New(env, spec.nesterov));
    sgd.Set("momentumForm", wordOf(kMomentumForms, spec.momentumForm));
    return sgd;
  }
  Napi::Object operator()(const AdamSpec& spec) const {
    Napi::Object adam = ruleOf(env, spec.decoupled ? "adamW" : "adam", spec);
    adam.Set("betas", listOf(env, std::vector<double>{spec.beta1, spec.beta2}));
    adam.Set("eps", spec.eps);
    adam.Set("amsgrad", Napi::Boolean::New(env, spec.amsgrad));
    return adam;
  }
  Napi::Object operator()(const RmspropSpec& spec) const {
    Napi::Object rmsprop = ruleOf(env, "rmsprop", spec);
    rmsprop.Set("alpha", spec.alpha);
    rmsprop.Set("eps", spec.eps);
    rmsprop.Set("momentum", spec.momentum);
    rmsprop.Set("centered", Napi::Boolean::New(env, spec.centered));
    return rmsprop;
  }
  Napi::Object operator()(const AdagradSpec& spec) const {
    Napi::Object adagrad = ruleOf(env, "adagrad", spec);
    adagrad.Set("lrDecay", spec.lrDecay);
    adagrad.Set("initialAccumulator", spec.initialAccumulator);
    adagrad.Set("eps", spec.eps);
    return adagrad;
  }
};

}  // namespace

RuleSpec toRuleSpec(ObjectReader& rule) {
  RuleSpec spec = toRule(rule);
  rule.finish();
  return spec;
}

Napi::Object fromRuleSpec(Napi::Env env, const RuleSpec& spec) {
  return std::visit(RuleToJs{env}, spec);
}

}  // namespace layca::binding
