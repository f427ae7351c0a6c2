// How far every kernel has turned: from its initial weights, and since the last entry.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "io/saved_state.h"
#include "optim/step_path.h"

namespace layca {

/// One number a kernel, in forward order.
struct Rotation {
  /// 1 − cos(w, w₀)
  std::vector<double> distance;
  /// Radians since the last entry (from the initial weights at the first).
  std::vector<double> angle;
  /// `angle` over the updates since the last entry; 0 where there was none.
  std::vector<double> rate;
  /// ‖w‖
  std::vector<double> norm;
};

class RotationTracker {
 public:
  /// `initial`: the kernels' first values, not changed later; `current`: the tensors that training
  /// changes, of equal strides; `trained[i]`: whether it changes kernel i. `everyStep`: an entry is
  /// taken after every update and `stepped` is told of each; else trained kernels cost a copy.
  RotationTracker(std::vector<at::Tensor> initial, std::vector<at::Tensor> current,
                  const std::vector<bool>& trained, bool everyStep);

  /// What the fused step measured, one a trained kernel, after each update.
  void stepped(const std::vector<StepMeasure>& measures);

  /// Measures all kernels after `updates` updates in all, and takes this moment for the last entry.
  /// A zero kernel has distance and angle 0.
  Rotation measure(std::int64_t updates);

  void save(SavedState& state) const;
  /// Goes on where `save` was called; of equal kernels and moments.
  void resume(const SavedState& state);

 private:
  struct Tracked {
    at::Tensor initial;
    at::Tensor current;
    bool trained;
    double initialNorm;
    /// Values and norm at the last entry.
    at::Tensor last;
    double lastNorm;
    /// Distance and norm now, and the angle since the last entry.
    double distance = 0;
    double norm = 0;
    double angle = 0;
  };
  /// Sets distance, norm and angle from the squared norm and the squared ways from the initial and
  /// the last values.
  static void place(Tracked& kernel, double squaredNorm, double fromInitial, double fromLast);
  void compare();

  std::vector<Tracked> kernels_;
  bool everyStep_;
  std::int64_t lastUpdates_ = 0;
};

}  // namespace layca
