#include "rotation/rotation_tracker.h"

#include <ATen/ATen.h>

#include <cmath>

#include "numeric/sums.h"
#include "rotation/cosine_distance.h"

namespace layca {

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
