// Optimizers of plain tensors as JavaScript sees them: opaque, type-tagged objects.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "napi_setup.h"
#include "optim/optimizer.h"
#include "rotation/rotation_tracker.h"

namespace layca::binding {

struct PlainOptimizer {
  PlainOptimizer(const OptimizerSpec& spec, const std::vector<OptimizedParameter>& parameters,
                 Optimizer::Path path)
      : optimizer(spec, parameters, path) {}

  Optimizer optimizer;
  /// Where the rotation of every step is measured.
  std::optional<RotationTracker> rotation;
  std::int64_t updates = 0;
  /// Whether a gradient that is not finite is found before anything has changed.
  bool checkFinite = true;
  /// Of the steps; 0: the calling thread's own number.
  int threads = 0;
};

/// A new handle, which keeps the optimizer until it is collected.
Napi::Object wrapOptimizer(Napi::Env env, std::shared_ptr<PlainOptimizer> optimizer);

/// Throws BadArgument for anything but an optimizer's handle.
std::shared_ptr<PlainOptimizer> optimizerOf(const Napi::Value& value);

}  // namespace layca::binding
