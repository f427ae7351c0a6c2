// The optimizer and schedule parts of the run spec (spec.md, Optimizers).
#pragma once

#include <cstdint>
#include <memory>
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

/// adam, or adamW where weight decay is decoupled from the gradient.
struct AdamSpec {
  bool decoupled;
  double lr;
  double beta1;
  double beta2;
  double eps;
  double weightDecay;
  WeightDecayOn weightDecayOn;
  bool amsgrad;
};

struct RmspropSpec {
  double lr;
  double alpha;
  double eps;
  double weightDecay;
  WeightDecayOn weightDecayOn;
  double momentum;
  bool centered;
};

struct AdagradSpec {
  double lr;
  double lrDecay;
  double weightDecay;
  WeightDecayOn weightDecayOn;
  double initialAccumulator;
  double eps;
};

/// The step rules; a transform wraps any of them.
using RuleSpec = std::variant<SgdSpec, AdamSpec, RmspropSpec, AdagradSpec>;

/// `initial`: the norm is kept at ‖w₀‖; `current`: at what it was before the step.
enum class Radius { initial, current };
/// `tangent`: an angle of atan ρ a step; `exact`: of ρ radians.
enum class Arc { tangent, exact };
/// What happens to parameters that are not kernels.
enum class Others { base, frozen };

struct LaycaSpec {
  /// At most one of `alpha` and `multipliers`; alpha 0 where both are absent.
  std::optional<double> alpha;
  std::optional<std::vector<double>> multipliers;
  Radius radius;
  Arc arc;
};

struct LarsSpec {
  /// How far ‖w‖ may grow a step, in units of ‖w₀‖; no limit where absent.
  std::optional<double> normGrowth;
};

struct NormalizedSpec {};

struct TransformSpec {
  double rate;
  Others others;
  std::variant<LaycaSpec, LarsSpec, NormalizedSpec> kind;
};

/// A step rule, alone or as the base of a transform.
struct OptimizerSpec {
  RuleSpec rule;
  std::optional<TransformSpec> transform;
};

struct ScheduleSpec;

struct ConstantSchedule {};

/// Multiplied by `gamma` from each of the 0-based epochs `milestones` on.
struct StepSchedule {
  std::vector<std::int64_t> milestones;
  double gamma;
};

/// Falls along half a cosine from 1 to `final` over `epochs`, then stays.
struct CosineSchedule {
  std::int64_t epochs;
  double final;
};

/// Rises linearly to 1 over `epochs`; `then` counts its epochs from their end.
struct WarmupSchedule {
  std::int64_t epochs;
  std::shared_ptr<const ScheduleSpec> then;
};

struct ScheduleSpec {
  std::variant<ConstantSchedule, StepSchedule, CosineSchedule, WarmupSchedule> kind;
};

}  // namespace layca
