// How far every kernel has turned: from its initial weights, and since the last entry.
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace layca {

/// One number a kernel, in forward order.
struct Rotation {
  /// 1 − cos(w, w₀)
  std::vector<double> distance;
  /// Radians since the last entry (from the initial weights at the first).
  std::vector<double> angle;
  /// ‖w‖
  std::vector<double> norm;
};

class RotationTracker {
 public:
  /// `initial`: the kernels' first values, not changed later; `current`: the tensors that training
  /// changes; `trained[i]`: whether it changes kernel i. Only trained kernels cost a copy.
  RotationTracker(std::vector<at::Tensor> initial, std::vector<at::Tensor> current,
                  const std::vector<bool>& trained);

  /// Measures all kernels and takes this moment for the last entry. A zero kernel has distance and
  /// angle 0.
  Rotation measure();

 private:
  struct Tracked {
    at::Tensor initial;
    at::Tensor current;
    bool trained;
    double initialNorm;
    at::Tensor last;
    double lastNorm;
  };
  std::vector<Tracked> kernels_;
};

}  // namespace layca
