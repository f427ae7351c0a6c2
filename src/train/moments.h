// When entries are taken.
#pragma once

#include <cstdint>
#include <vector>

#include "spec/run_spec.h"
#include "train/history.h"

namespace layca {

/// Where in training an update was done.
struct UpdatePlace {
  /// Counted from 1 across epochs.
  std::int64_t step;
  /// Its 0-based epoch.
  std::int64_t epoch;
  /// Counted from 1 within its epoch.
  std::int64_t inEpoch;
};

/// Whether the spec asks for this kind of entry after an update; `At::epoch` is asked for at an
/// epoch's end alone. Several moments that give the same kind of entry give one.
bool isDue(const RecordSpec& record, At at, const UpdatePlace& update);

}  // namespace layca
