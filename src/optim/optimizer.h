// An optimizer: a step rule, with or without a transform around it for kernels. It knows no run
// loop.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "nn/network.h"
#include "optim/step_rule.h"
#include "optim/transform.h"
#include "spec/optimizer_spec.h"

namespace layca {

/// Whether the optimizer moves a parameter at all (`others: frozen` keeps those that are not
/// kernels).
bool steps(const OptimizerSpec& spec, const Parameter& parameter);

class Optimizer {
 public:
  /// `trained[i]`: whether parameter i of the network is trained; reads the initial weights for the
  /// radii.
  Optimizer(const OptimizerSpec& spec, Network& network, const std::vector<bool>& trained);

  /// One update of the trained parameters; `gradients` in their order, contiguous, overwritten.
  void step(std::vector<at::Tensor>& gradients, double factor);

  /// lr, or the transform's rate, before the schedule.
  double rate() const;

 private:
  struct Slot {
    at::Tensor value;
    int kernel;
  };
  std::vector<Slot> slots_;
  std::unique_ptr<StepRule> rule_;
  std::unique_ptr<KernelTransform> transform_;
};

}  // namespace layca
