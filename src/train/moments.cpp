#include "train/moments.h"

#include <algorithm>

namespace layca {

namespace {

struct Due {
  At at;
  UpdatePlace update;

  bool operator()(const EveryEpoch&) const { return at == At::epoch; }
  bool operator()(const EveryStep&) const { return at == At::step; }
  bool operator()(const EverySteps& every) const {
    return at == At::step && update.step % every.steps == 0;
  }
  bool operator()(const FirstStepOfEpoch&) const {
    return at == At::firstStepOfEpoch && update.inEpoch == 1;
  }
  bool operator()(const StepsOfEpoch& every) const {
    return at == At::step && update.epoch == every.epoch;
  }
};

}  // namespace

bool isDue(const RecordSpec& record, At at, const UpdatePlace& update) {
  return std::any_of(record.every.begin(), record.every.end(),
                     [&](const Moment& moment) { return std::visit(Due{at, update}, moment); });
}

}  // namespace layca
