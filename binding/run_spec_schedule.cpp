// The schedule of the run spec.
#include "run_spec_convert.h"

namespace layca::binding {

namespace {

constexpr std::size_t kMostMilestones = 10000;
constexpr std::int64_t kMostEpochs = (std::int64_t{1} << 31) - 1;
/// How many schedules may stand in one another; lib/check/readable.ts lets no more through.
constexpr int kDeepest = 64;

StepSchedule toStep(ObjectReader& step) {
  StepSchedule spec{{}, step.real("gamma", 0)};
  const std::string milestones = step.at("milestones");
  for (const Napi::Value& epoch :
       readList(step.get("milestones"), milestones, 0, kMostMilestones)) {
    const std::string at = milestones + "[" + std::to_string(spec.milestones.size()) + "]";
    spec.milestones.push_back(readInteger(epoch, at, 0));
  }
  return spec;
}

ScheduleSpec toSchedule(ObjectReader schedule, int depth);

WarmupSchedule toWarmup(ObjectReader& warmup, int depth) {
  if (depth == kDeepest) {
    throw BadArgument(warmup.at("then"), "at most 64 schedules in one another", "more");
  }
  return {warmup.integer("epochs", 1, kMostEpochs),
          std::make_shared<const ScheduleSpec>(toSchedule(warmup.object("then"), depth + 1))};
}

ScheduleSpec toSchedule(ObjectReader schedule, int depth) {
  ScheduleSpec spec{ConstantSchedule{}};
  switch (schedule.word("kind", kScheduleKinds)) {
    case ScheduleKind::constant:
      break;
    case ScheduleKind::step:
      spec.kind = toStep(schedule);
      break;
    case ScheduleKind::cosine:
      spec.kind =
          CosineSchedule{schedule.integer("epochs", 1, kMostEpochs), schedule.real("final", 0, 1)};
      break;
    case ScheduleKind::warmup:
      spec.kind = toWarmup(schedule, depth);
      break;
  }
  schedule.finish();
  return spec;
}

struct ScheduleToJs {
  Napi::Env env;

  Napi::Object operator()(const ConstantSchedule&) const { return tagged(env, "constant"); }
  Napi::Object operator()(const StepSchedule& spec) const {
    Napi::Object step = tagged(env, "step");
    step.Set("milestones",
             listOf(env, std::vector<double>(spec.milestones.begin(), spec.milestones.end())));
    step.Set("gamma", spec.gamma);
    return step;
  }
  Napi::Object operator()(const CosineSchedule& spec) const {
    Napi::Object cosine = tagged(env, "cosine");
    cosine.Set("epochs", static_cast<double>(spec.epochs));
    cosine.Set("final", spec.final);
    return cosine;
  }
  Napi::Object operator()(const WarmupSchedule& spec) const {
    Napi::Object warmup = tagged(env, "warmup");
    warmup.Set("epochs", static_cast<double>(spec.epochs));
    warmup.Set("then", fromScheduleSpec(env, *spec.then));
    return warmup;
  }
};

}  // namespace

ScheduleSpec toScheduleSpec(const Napi::Value& value, const std::string& place) {
  return toSchedule({value, place}, 1);
}

Napi::Object fromScheduleSpec(Napi::Env env, const ScheduleSpec& spec) {
  return std::visit(ScheduleToJs{env}, spec.kind);
}

}  // namespace layca::binding
