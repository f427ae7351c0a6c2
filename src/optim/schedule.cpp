#include "optim/schedule.h"

#include <c10/util/Exception.h>

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

double factor(const CosineSchedule&, std::int64_t) { TORCH_CHECK(false, "cosine"); }
double factor(const WarmupSchedule&, std::int64_t) { TORCH_CHECK(false, "warmup"); }

}  // namespace

double scheduleFactor(const ScheduleSpec& spec, std::int64_t epoch) {
  return std::visit([epoch](const auto& kind) { return factor(kind, epoch); }, spec.kind);
}

}  // namespace layca
