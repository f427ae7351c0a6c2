// The optimizer and schedule parts of the run spec (spec.md, Optimizers).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace layca {

enum class MomentumForm { torch, velocity, average };

/// Which parameters weight decay acts on; a layer's name stands for all its parameters.
struct WeightDecayOn {
  enum class Kind { kernels, all, layers };
  Kind kind = Kind::kernels;
  std::vector<std::string> layers;
};

struct SgdSpec {
  double lr;
  double momentum;
  double dampening;
  bool nesterov;
  double weightDecay;
  WeightDecayOn weightDecayOn;
  MomentumForm momentumForm;
};

/// The step rules; a transform wraps any of them.
using RuleSpec = std::variant<SgdSpec>;

/// `initial`: the norm is kept at ‖w₀‖; `current`: at what it was before the step.
enum class Radius { initial, current };
/// `tangent`: an angle of atan ρ a step; `exact`: of ρ radians.
enum class Arc { tangent, exact };
/// What happens to parameters that are not kernels.
enum class Others { base, frozen };

struct LaycaSpec {
  RuleSpec base;
  double rate;
  /// At most one of `alpha` and `multipliers`; alpha 0 where both are absent.
  std::optional<double> alpha;
  std::optional<std::vector<double>> multipliers;
  Radius radius;
  Arc arc;
  Others others;
};

using OptimizerSpec = std::variant<SgdSpec, LaycaSpec>;

struct ConstantSchedule {};

/// Multiplied by `gamma` from each of the 0-based epochs `milestones` on.
struct StepSchedule {
  std::vector<std::int64_t> milestones;
  double gamma;
};

using ScheduleSpec = std::variant<ConstantSchedule, StepSchedule>;

}  // namespace layca
