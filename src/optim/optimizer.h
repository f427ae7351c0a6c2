// An optimizer: a step rule, with or without a transform around it for kernels. It knows no network
// and no run loop, only tensors.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/saved_state.h"
#include "optim/step_path.h"
#include "spec/optimizer_spec.h"

namespace layca {

/// A parameter as its owner describes it.
struct OptimizedParameter {
  /// float32 or float64, dense in memory.
  at::Tensor value;
  /// A name of its own, by which its buffers are called.
  std::string key;
  /// Full name of its layer, which `weightDecayOn` may list.
  std::string layer;
  /// What errors call it.
  std::string place;
  /// Index among all kernels of the network, −1 for other parameters.
  int kernel;
  /// Whether it is stepped; the kernels that are not count for alpha all the same.
  bool trained;
};

/// Whether the optimizer moves a parameter at all (`others: frozen` keeps those that are not
/// kernels).
bool steps(const OptimizerSpec& spec, int kernel);

/// Whether a layer is one of `names` or lies inside one (`4` covers `4.branch.0`).
bool covers(const std::vector<std::string>& names, const std::string& layer);

/// What errors call a layer: `layer "4.branch.0"`.
std::string layerPlace(const std::string& layer);

/// Tensors by name.
using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;

class Optimizer {
 public:
  enum class Path {
    /// Fused passes on the CPU, multi-tensor operators elsewhere.
    native,
    /// Multi-tensor operators also on the CPU.
    multiTensor,
  };

  /// Takes the radii from the values as they are now. Parameters that share their memory are
  /// stepped once, by the first one's gradient. A zero kernel under a transform is an InputError.
  Optimizer(const OptimizerSpec& spec, const std::vector<OptimizedParameter>& parameters,
            Path path = Path::native);
  ~Optimizer();
  Optimizer(const Optimizer&) = delete;
  Optimizer& operator=(const Optimizer&) = delete;

  /// From now on fused steps can measure the trained kernels' way from `initial[i]`, of kernel i;
  /// false where the path cannot.
  bool measureFrom(const std::vector<at::Tensor>& initial);

  /// Throws InputError unless there is one gradient a trained parameter, undefined or like it in
  /// shape, type and device, and the parameters are still as they were given.
  void requireUsable(const std::vector<at::Tensor>& gradients) const;
  /// How many parameters are trained, and of one of them: its value, and what errors call it.
  std::size_t trained() const { return trained_.size(); }
  const at::Tensor& valueOf(std::size_t index) const { return trained_.at(index).value; }
  const std::string& placeOf(std::size_t index) const { return trained_.at(index).place; }

  /// The first of `gradients` that is not finite.
  std::optional<std::size_t> firstNonFinite(const std::vector<at::Tensor>& gradients) const;
  /// Whether `step` itself notices a gradient that is not finite before it changes a weight.
  bool noticesNonFinite() const { return transform_ != nullptr; }
  /// Whether the rule keeps buffers, which a step that is noticed too late may have changed.
  bool hasBuffers() const { return !rule_->states().empty(); }
  bool fused() const { return fused_; }

  /// Throws InputError where a kernel that has a gradient has become zero under a transform.
  void requireNoZeroKernel(const std::vector<at::Tensor>& gradients) const;

  /// One update; `gradients` of the trained parameters in their order, usable, may be overwritten
  /// on another path than the fused one. A parameter whose gradient is undefined has no part in it:
  /// it stays, and so do its buffers and its own count of updates. Returns the first parameter
  /// whose step is not finite where it is noticed: then no weight and no counter has changed, but
  /// buffers may have. `measures`, one a trained kernel, only after `measureFrom`.
  std::optional<std::size_t> step(std::vector<at::Tensor>& gradients, double factor,
                                  std::vector<StepMeasure>* measures = nullptr);

  /// lr, or the transform's rate, before the schedule.
  double rate() const;
  /// The rule's lr before the schedule; inside a transform kernels know nothing of it.
  double lr() const { return rule_->lr(); }
  bool transforms() const { return transform_ != nullptr; }
  void setLr(double lr) { rule_->setLr(lr); }
  /// Only where there is a transform.
  void setRate(double rate) { transform_->setRate(rate); }
  std::int64_t updates() const { return updates_; }

  /// The buffers by `<key>.<PyTorch's name>`; they share memory with the optimizer.
  NamedTensors state() const;
  /// All that a later step depends on beside the parameters: the buffers, of every parameter its
  /// count of updates `<key>.step` and under a transform its first norm `<key>.initial_norm`, and
  /// `updates`, `lr` and `rate`.
  NamedTensors wholeState() const;
  /// Takes what `wholeState` gave; throws InputError naming `place` where it does not fit, and then
  /// nothing has changed.
  void restore(const NamedTensors& given, const std::string& place);
  /// The buffers and the number of updates, from a checkpoint; throws InputError where they do not
  /// fit.
  void save(SavedState& state) const;
  void resume(const SavedState& state);
  /// Of every trained kernel the estimates of the gradient's second moments; empty where the rule
  /// keeps none.
  std::vector<at::Tensor> secondMoments() const;

 private:
  /// A parameter as it was given, tied ones too.
  struct Trained {
    at::Tensor value;
    std::string place;
    std::vector<std::int64_t> sizes;
    std::vector<std::int64_t> strides;
  };

  /// Anew where the slots are others.
  void makePath();

  std::unique_ptr<StepRule> rule_;
  std::unique_ptr<KernelTransform> transform_;
  std::vector<Slot> slots_;
  std::vector<Trained> trained_;
  std::unique_ptr<StepPath> path_;
  bool fused_;
  std::int64_t updates_ = 0;
};

}  // namespace layca
