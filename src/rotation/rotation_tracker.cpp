#include "rotation/rotation_tracker.h"

#include <ATen/ATen.h>

#include <cmath>

#include "engine_errors.h"
#include "numeric/sums.h"
#include "rotation/cosine_distance.h"

namespace layca {

namespace {

constexpr const char* kNumbers = "layca/rotation";
constexpr const char* kUpdates = "layca/rotation/updates";
constexpr const char* kLast = "layca/rotation/last/";

}  // namespace

RotationTracker::RotationTracker(std::vector<at::Tensor> initial, std::vector<at::Tensor> current,
                                 const std::vector<bool>& trained, bool everyStep)
    : everyStep_(everyStep) {
  const std::vector<double> norms = l2Norms(initial);
  for (std::size_t i = 0; i < initial.size(); ++i) {
    Tracked kernel{initial[i], current[i].detach(), trained[i], norms[i], {}, norms[i]};
    kernel.norm = norms[i];
    if (trained[i] && !everyStep) kernel.last = initial[i].clone();
    kernels_.push_back(std::move(kernel));
  }
}

void RotationTracker::place(Tracked& kernel, double squaredNorm, double fromInitial,
                            double fromLast) {
  kernel.norm = std::sqrt(squaredNorm);
  const bool turned = kernel.norm > 0;
  kernel.distance = turned && kernel.initialNorm > 0
                        ? cosineDistance(fromInitial, kernel.norm, kernel.initialNorm)
                        : 0;
  kernel.angle = turned && kernel.lastNorm > 0
                     ? angleOf(cosineDistance(fromLast, kernel.norm, kernel.lastNorm))
                     : 0;
}

void RotationTracker::stepped(const std::vector<StepMeasure>& measures) {
  std::size_t next = 0;
  for (Tracked& kernel : kernels_) {
    if (!kernel.trained) continue;
    const StepMeasure& step = measures.at(next++);
    place(kernel, step.after, step.fromInitial, step.moved);
  }
}

void RotationTracker::compare() {
  for (Tracked& kernel : kernels_) {
    if (!kernel.trained) continue;
    const Distances fromInitial = distances(kernel.current, kernel.initial);
    place(kernel, fromInitial.ww, fromInitial.from, distances(kernel.current, kernel.last).from);
    kernel.last.copy_(kernel.current);
  }
}

void RotationTracker::save(SavedState& state) const {
  std::vector<double> numbers;
  for (std::size_t i = 0; i < kernels_.size(); ++i) {
    const Tracked& kernel = kernels_[i];
    numbers.insert(numbers.end(), {kernel.lastNorm, kernel.distance, kernel.norm, kernel.angle});
    if (kernel.last.defined()) state.put(kLast + std::to_string(i), kernel.last);
  }
  state.put(kNumbers, numbers);
  state.put(kUpdates, std::vector<std::int64_t>{lastUpdates_});
}

void RotationTracker::resume(const SavedState& state) {
  const std::vector<double> numbers = state.reals(kNumbers);
  if (numbers.size() != 4 * kernels_.size()) {
    throw InputError(std::string("checkpoint[\"") + kNumbers + "\"]",
                     "expected four numbers a kernel but received another count");
  }
  for (std::size_t i = 0; i < kernels_.size(); ++i) {
    Tracked& kernel = kernels_[i];
    kernel.lastNorm = numbers[4 * i];
    kernel.distance = numbers[4 * i + 1];
    kernel.norm = numbers[4 * i + 2];
    kernel.angle = numbers[4 * i + 3];
    if (kernel.last.defined()) state.copyInto(kLast + std::to_string(i), kernel.last);
  }
  lastUpdates_ = state.integers(kUpdates, 1)[0];
}

Rotation RotationTracker::measure(std::int64_t updates) {
  if (!everyStep_) compare();
  Rotation rotation;
  const auto passed = static_cast<double>(updates - lastUpdates_);
  for (Tracked& kernel : kernels_) {
    rotation.distance.push_back(kernel.distance);
    rotation.angle.push_back(kernel.angle);
    rotation.rate.push_back(passed > 0 ? kernel.angle / passed : 0);
    rotation.norm.push_back(kernel.norm);
    // A second entry of the same moment has not turned since.
    kernel.angle = 0;
    kernel.lastNorm = kernel.norm;
  }
  lastUpdates_ = updates;
  return rotation;
}

}  // namespace layca
