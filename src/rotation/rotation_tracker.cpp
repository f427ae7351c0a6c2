#include "rotation/rotation_tracker.h"

#include <ATen/ATen.h>

#include <cmath>

#include "numeric/sums.h"
#include "rotation/cosine_distance.h"

namespace layca {

RotationTracker::RotationTracker(std::vector<at::Tensor> initial, std::vector<at::Tensor> current,
                                 const std::vector<bool>& trained) {
  for (std::size_t i = 0; i < initial.size(); ++i) {
    const double length = l2Norm(initial[i]);
    kernels_.push_back({initial[i], current[i], trained[i], length, {}, length});
    if (trained[i]) kernels_.back().last = initial[i].clone();
  }
}

Rotation RotationTracker::measure() {
  Rotation rotation;
  for (Tracked& kernel : kernels_) {
    double distance = 0;
    double angle = 0;
    if (kernel.trained) {
      const at::Tensor current = kernel.current.detach();
      const Distances fromInitial = distances(current, kernel.initial);
      const Distances fromLast = distances(current, kernel.last);
      const double length = std::sqrt(fromInitial.ww);
      if (length > 0 && kernel.initialNorm > 0) {
        distance = cosineDistance(fromInitial.from, length, kernel.initialNorm);
      }
      if (length > 0 && kernel.lastNorm > 0) {
        angle = angleOf(cosineDistance(fromLast.from, length, kernel.lastNorm));
      }
      kernel.last.copy_(current);
      kernel.lastNorm = length;
    }
    rotation.distance.push_back(distance);
    rotation.angle.push_back(angle);
    rotation.norm.push_back(kernel.lastNorm);
  }
  return rotation;
}

}  // namespace layca
