// When entries are taken.
#pragma once

#include <cstdint>
#include <vector>

#include "spec/run_spec.h"
#include "train/history.h"

namespace layca {

/// Whether the spec asks for this kind of entry after update `step` (counted from 1 across epochs),
/// the `inEpoch`-th (from 1) of its epoch; `At::epoch` is asked for at an epoch's end alone.
/// Several moments that give the same kind of entry give one.
bool isDue(const RecordSpec& record, At at, std::int64_t step, std::int64_t inEpoch);

}  // namespace layca
