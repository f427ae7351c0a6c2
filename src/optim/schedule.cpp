#include "optim/schedule.h"

#include <algorithm>
#include <cmath>

namespace layca {

namespace {

double factor(const ConstantSchedule&, std::int64_t) { return 1; }

double factor(const StepSchedule& spec, std::int64_t epoch) {
  const auto passed = std::count_if(spec.milestones.begin(), spec.milestones.end(),
                                    [epoch](std::int64_t milestone) { return milestone <= epoch; });
  return std::pow(spec.gamma, static_cast<double>(passed));
}

}  // namespace

double scheduleFactor(const ScheduleSpec& spec, std::int64_t epoch) {
  return std::visit([epoch](const auto& kind) { return factor(kind, epoch); }, spec);
}

}  // namespace layca
