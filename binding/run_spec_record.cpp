// The record part of the run spec.
#include "run_spec_convert.h"

namespace layca::binding {

namespace {

constexpr std::size_t kMostMoments = 100;

enum class MomentWord { epoch, step, firstStepOfEpoch };
constexpr Words<MomentWord, 3> kMomentWords{{{"epoch", MomentWord::epoch},
                                             {"step", MomentWord::step},
                                             {"firstStepOfEpoch", MomentWord::firstStepOfEpoch}}};

Moment toMoment(const Napi::Value& value, const std::string& place) {
  if (value.IsObject()) {
    ObjectReader moment(value, place);
    const Moment spec = moment.has("stepsOfEpoch")
                            ? Moment(StepsOfEpoch{moment.integer("stepsOfEpoch", 0)})
                            : Moment(EverySteps{moment.integer("steps", 1)});
    moment.finish();
    return spec;
  }
  switch (readWord(value, place, kMomentWords)) {
    case MomentWord::epoch:
      return EveryEpoch{};
    case MomentWord::step:
      return EveryStep{};
    case MomentWord::firstStepOfEpoch:
      return FirstStepOfEpoch{};
  }
  throw std::logic_error("unknown moment");
}

struct MomentToJs {
  Napi::Env env;

  Napi::Value operator()(const EveryEpoch&) const { return Napi::String::New(env, "epoch"); }
  Napi::Value operator()(const EveryStep&) const { return Napi::String::New(env, "step"); }
  Napi::Value operator()(const FirstStepOfEpoch&) const {
    return Napi::String::New(env, "firstStepOfEpoch");
  }
  Napi::Value operator()(const EverySteps& spec) const { return object("steps", spec.steps); }
  Napi::Value operator()(const StepsOfEpoch& spec) const {
    return object("stepsOfEpoch", spec.epoch);
  }

  Napi::Value object(const char* key, std::int64_t value) const {
    Napi::Object moment = Napi::Object::New(env);
    moment.Set(key, Napi::Number::New(env, static_cast<double>(value)));
    return moment;
  }
};

FeedbackSpec toFeedback(ObjectReader feedback) {
  FeedbackSpec spec{feedback.text("layer"), feedback.integer("images", 2)};
  feedback.finish();
  return spec;
}

Napi::Object fromFeedback(Napi::Env env, const FeedbackSpec& spec) {
  Napi::Object feedback = Napi::Object::New(env);
  feedback.Set("layer", spec.layer);
  feedback.Set("images", static_cast<double>(spec.images));
  return feedback;
}

}  // namespace

RecordSpec toRecordSpec(const Napi::Value& value, const std::string& place) {
  ObjectReader record(value, place);
  RecordSpec spec{{},
                  false,
                  record.flag("rotation"),
                  record.flag("norms"),
                  record.flag("gradients"),
                  record.flag("secondMoments"),
                  record.flag("top5"),
                  {}};
  if (record.has("feedback")) spec.feedback = toFeedback(record.object("feedback"));
  const Napi::Value every = record.get("every");
  const std::string at = record.at("every");
  if (every.IsArray()) {
    spec.list = true;
    for (const Napi::Value& moment : readList(every, at, 1, kMostMoments)) {
      spec.every.push_back(toMoment(moment, at + "[" + std::to_string(spec.every.size()) + "]"));
    }
  } else {
    spec.every.push_back(toMoment(every, at));
  }
  record.finish();
  return spec;
}

Napi::Object fromRecordSpec(Napi::Env env, const RecordSpec& spec) {
  Napi::Array list = Napi::Array::New(env, spec.every.size());
  for (std::uint32_t i = 0; i < spec.every.size(); ++i) {
    list.Set(i, std::visit(MomentToJs{env}, spec.every[i]));
  }
  Napi::Object record = Napi::Object::New(env);
  record.Set("every", spec.list ? Napi::Value(list) : list.Get(std::uint32_t{0}));
  record.Set("rotation", Napi::Boolean::New(env, spec.rotation));
  record.Set("norms", Napi::Boolean::New(env, spec.norms));
  record.Set("gradients", Napi::Boolean::New(env, spec.gradients));
  record.Set("secondMoments", Napi::Boolean::New(env, spec.secondMoments));
  record.Set("top5", Napi::Boolean::New(env, spec.top5));
  if (spec.feedback) record.Set("feedback", fromFeedback(env, *spec.feedback));
  return record;
}

}  // namespace layca::binding
