// The words of the run spec and the engine's values for them, one table an enumeration, for both
// directions.
#pragma once

#include <array>
#include <utility>

#include "random/philox.h"
#include "spec/run_spec.h"

namespace layca::binding {

template <typename Value, std::size_t Count>
using Words = std::array<std::pair<const char*, Value>, Count>;

inline constexpr Words<InitKind, 7> kInitKinds{{{"torch", InitKind::torch},
                                                {"glorotUniform", InitKind::glorotUniform},
                                                {"glorotNormal", InitKind::glorotNormal},
                                                {"heUniform", InitKind::heUniform},
                                                {"heNormal", InitKind::heNormal},
                                                {"orthogonal", InitKind::orthogonal},
                                                {"zeros", InitKind::zeros}}};

/// Step rules and transforms, the kinds of an optimizer; a transform's base is a rule.
enum class OptimizerKind { sgd, adam, adamW, rmsprop, adagrad, layca, lars, normalized };

inline constexpr Words<OptimizerKind, 5> kRuleKinds{{{"sgd", OptimizerKind::sgd},
                                                     {"adam", OptimizerKind::adam},
                                                     {"adamW", OptimizerKind::adamW},
                                                     {"rmsprop", OptimizerKind::rmsprop},
                                                     {"adagrad", OptimizerKind::adagrad}}};

inline constexpr Words<OptimizerKind, 8> kOptimizerKinds{
    {{"sgd", OptimizerKind::sgd},
     {"adam", OptimizerKind::adam},
     {"adamW", OptimizerKind::adamW},
     {"rmsprop", OptimizerKind::rmsprop},
     {"adagrad", OptimizerKind::adagrad},
     {"layca", OptimizerKind::layca},
     {"lars", OptimizerKind::lars},
     {"normalized", OptimizerKind::normalized}}};

inline constexpr Words<MomentumForm, 3> kMomentumForms{{{"torch", MomentumForm::torch},
                                                        {"velocity", MomentumForm::velocity},
                                                        {"average", MomentumForm::average}}};

inline constexpr Words<WeightDecayOn::Kind, 2> kDecayWords{
    {{"kernels", WeightDecayOn::Kind::kernels}, {"all", WeightDecayOn::Kind::all}}};

inline constexpr Words<Select, 2> kSelects{
    {{"final", Select::final}, {"bestValidation", Select::bestValidation}}};

inline constexpr Words<Radius, 2> kRadii{
    {{"initial", Radius::initial}, {"current", Radius::current}}};

inline constexpr Words<Arc, 2> kArcs{{{"tangent", Arc::tangent}, {"exact", Arc::exact}}};

inline constexpr Words<Others, 2> kOthers{{{"base", Others::base}, {"frozen", Others::frozen}}};

enum class ScheduleKind { constant, step, cosine, warmup };
inline constexpr Words<ScheduleKind, 4> kScheduleKinds{{{"constant", ScheduleKind::constant},
                                                        {"step", ScheduleKind::step},
                                                        {"cosine", ScheduleKind::cosine},
                                                        {"warmup", ScheduleKind::warmup}}};

inline constexpr Words<Precision, 3> kPrecisions{{{"float32", Precision::float32},
                                                  {"float64", Precision::float64},
                                                  {"bfloat16", Precision::bfloat16}}};

inline constexpr Words<Purpose, 6> kPurposes{{{"init", Purpose::init},
                                              {"shuffle", Purpose::shuffle},
                                              {"dropout", Purpose::dropout},
                                              {"augment", Purpose::augment},
                                              {"perClass", Purpose::perClass},
                                              {"validation", Purpose::validation}}};

/// The word of a value; every value of an enumeration stands in its table.
template <typename Value, std::size_t Count>
const char* wordOf(const Words<Value, Count>& words, Value value) {
  for (const auto& [word, candidate] : words) {
    if (candidate == value) return word;
  }
  return "";
}

}  // namespace layca::binding
