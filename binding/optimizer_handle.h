// Optimizers of plain tensors as JavaScript sees them.
#pragma once

#include <optional>
#include <vector>

#include "optim/optimizer.h"
#include "rotation/rotation_tracker.h"
#include "typed_handle.h"

namespace layca::binding {

struct PlainOptimizer {
  PlainOptimizer(const OptimizerSpec& spec, const std::vector<OptimizedParameter>& parameters,
                 Optimizer::Path path)
      : optimizer(spec, parameters, path) {}

  Optimizer optimizer;
  /// Where the rotation of every step is measured.
  std::optional<RotationTracker> rotation;
  /// Whether a gradient that is not finite is found before anything has changed.
  bool checkFinite = true;
  /// Of the steps; 0: the calling thread's own number.
  int threads = 0;
};

template <>
struct HandleType<PlainOptimizer> {
  static constexpr napi_type_tag tag{0x3be2a4c7d1f04e88, 0xa1b5c90e62d7f413};
  static constexpr const char* name = "optimizer";
  static constexpr const char* what = "an optimizer's handle";
};

}  // namespace layca::binding
