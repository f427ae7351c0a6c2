// The augmentation of the run spec.
#include "run_spec_convert.h"

namespace layca::binding {

namespace {

constexpr std::int64_t kMostPixels = (std::int64_t{1} << 31) - 1;
constexpr std::size_t kMostChanges = 100;

enum class ChangeKind { randomFlip, randomShift };
constexpr Words<ChangeKind, 2> kChangeKinds{
    {{"randomFlip", ChangeKind::randomFlip}, {"randomShift", ChangeKind::randomShift}}};

constexpr Words<Border, 3> kBorders{
    {{"zeros", Border::zeros}, {"reflect", Border::reflect}, {"nearest", Border::nearest}}};

AugmentSpec toChange(ObjectReader change) {
  AugmentSpec spec;
  if (change.word("kind", kChangeKinds) == ChangeKind::randomShift) {
    spec =
        RandomShiftSpec{change.integer("pixels", 1, kMostPixels), change.word("border", kBorders)};
  }
  change.finish();
  return spec;
}

Napi::Object fromChange(Napi::Env env, const AugmentSpec& spec) {
  const auto* shift = std::get_if<RandomShiftSpec>(&spec);
  if (!shift) return tagged(env, "randomFlip");
  Napi::Object change = tagged(env, "randomShift");
  change.Set("pixels", static_cast<double>(shift->pixels));
  change.Set("border", wordOf(kBorders, shift->border));
  return change;
}

}  // namespace

std::vector<AugmentSpec> toAugment(const Napi::Value& value, const std::string& place) {
  std::vector<AugmentSpec> changes;
  for (const Napi::Value& change : readList(value, place, 0, kMostChanges)) {
    changes.push_back(toChange({change, place + "[" + std::to_string(changes.size()) + "]"}));
  }
  return changes;
}

Napi::Array fromAugment(Napi::Env env, const std::vector<AugmentSpec>& changes) {
  Napi::Array list = Napi::Array::New(env, changes.size());
  for (std::uint32_t i = 0; i < changes.size(); ++i) list.Set(i, fromChange(env, changes[i]));
  return list;
}

}  // namespace layca::binding
