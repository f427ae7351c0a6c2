#include "optim/schedule.h"

#include <algorithm>
#include <cmath>

namespace layca {

namespace {

struct Factor {
  std::int64_t update;
  std::int64_t perEpoch;

  double operator()(const ConstantSchedule&) const { return 1; }

  double operator()(const StepSchedule& spec) const {
    const std::int64_t epoch = update / perEpoch;
    const auto passed =
        std::count_if(spec.milestones.begin(), spec.milestones.end(),
                      [epoch](std::int64_t milestone) { return milestone <= epoch; });
    return std::pow(spec.gamma, static_cast<double>(passed));
  }

  double operator()(const CosineSchedule& spec) const {
    const double whole = static_cast<double>(spec.epochs) * static_cast<double>(perEpoch);
    const double k = static_cast<double>(update);
    if (k >= whole) return spec.final;
    const double pi = std::acos(-1.0);
    return spec.final + (1 - spec.final) * (1 + std::cos(pi * k / whole)) / 2;
  }

  double operator()(const WarmupSchedule& spec) const {
    // Compared without a product, which could overflow.
    if (update / perEpoch >= spec.epochs) {
      return scheduleFactor(*spec.then, update - spec.epochs * perEpoch, perEpoch);
    }
    const double whole = static_cast<double>(spec.epochs) * static_cast<double>(perEpoch);
    return static_cast<double>(update + 1) / whole;
  }
};

}  // namespace

double scheduleFactor(const ScheduleSpec& spec, std::int64_t update, std::int64_t perEpoch) {
  return std::visit(Factor{update, perEpoch}, spec.kind);
}

}  // namespace layca
