// Schedules: a factor that multiplies lr and rate alike (spec.md, Fine points 1).
#pragma once

#include <cstdint>

#include "spec/optimizer_spec.h"

namespace layca {

/// The factor of the 0-based `update`, `perEpoch` ≥ 1 of which make an epoch.
double scheduleFactor(const ScheduleSpec& spec, std::int64_t update, std::int64_t perEpoch);

}  // namespace layca
