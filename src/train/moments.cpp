#include "train/moments.h"

#include <algorithm>

namespace layca {

namespace {

struct Due {
  At at;
  std::int64_t step;
  std::int64_t inEpoch;

  bool operator()(const EveryEpoch&) const { return at == At::epoch; }
  bool operator()(const EveryStep&) const { return at == At::step; }
  bool operator()(const EverySteps& every) const {
    return at == At::step && step % every.steps == 0;
  }
  bool operator()(const FirstStepOfEpoch&) const {
    return at == At::firstStepOfEpoch && inEpoch == 1;
  }
};

}  // namespace

bool isDue(const RecordSpec& record, At at, std::int64_t step, std::int64_t inEpoch) {
  return std::any_of(record.every.begin(), record.every.end(), [&](const Moment& moment) {
    return std::visit(Due{at, step, inEpoch}, moment);
  });
}

}  // namespace layca
