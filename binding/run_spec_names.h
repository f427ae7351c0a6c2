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

inline constexpr Words<MomentumForm, 3> kMomentumForms{{{"torch", MomentumForm::torch},
                                                        {"velocity", MomentumForm::velocity},
                                                        {"average", MomentumForm::average}}};

inline constexpr Words<Radius, 2> kRadii{
    {{"initial", Radius::initial}, {"current", Radius::current}}};

inline constexpr Words<Arc, 2> kArcs{{{"tangent", Arc::tangent}, {"exact", Arc::exact}}};

inline constexpr Words<Others, 2> kOthers{{{"base", Others::base}, {"frozen", Others::frozen}}};

inline constexpr Words<Precision, 2> kPrecisions{
    {{"float32", Precision::float32}, {"float64", Precision::float64}}};

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
