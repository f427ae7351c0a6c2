// Schedules: a factor that multiplies lr and rate alike.
#pragma once

#include <cstdint>

#include "spec/optimizer_spec.h"

namespace layca {

/// The factor of an update in this 0-based epoch.
double scheduleFactor(const ScheduleSpec& spec, std::int64_t epoch);

}  // namespace layca
