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
  /// Full name of its layer, which `weightDecayOn` may list and errors name.
  std::string layer;
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

  /// Throws InputError unless there is one gradient a trained parameter, like it in shape, type and
  /// device, and the parameters are still as they were given.
  void requireUsable(const std::vector<at::Tensor>& gradients) const;
  /// The layer of trained parameter `index`.
  const std::string& layerOf(std::size_t index) const { return trained_.at(index).layer; }

  /// The first of `gradients` that is not finite.
  std::optional<std::size_t> firstNonFinite(const std::vector<at::Tensor>& gradients) const;
  /// Whether `step` itself notices a gradient that is not finite before it changes a weight.
  bool noticesNonFinite() const { return transform_ != nullptr; }
  /// Whether the rule keeps buffers, which a step that is noticed too late may have changed.
  bool hasBuffers() const { return !rule_->states().empty(); }
  bool fused() const { return fused_; }

  /// One update; `gradients` of the trained parameters in their order, usable, may be overwritten
  /// on another path than the fused one. Returns the first parameter whose step is not finite where
  /// it is noticed: then no weight and no counter has changed, but buffers may have. `measures`,
  /// one a trained kernel, only after `measureFrom`.
  std::optional<std::size_t> step(std::vector<at::Tensor>& gradients, double factor,
                                  std::vector<StepMeasure>* measures = nullptr);

  /// lr, or the transform's rate, before the schedule.
  double rate() const;

  /// The buffers by `<key>.<PyTorch's name>`; they share memory with the optimizer.
  std::vector<std::pair<std::string, at::Tensor>> state() const;
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
    std::string layer;
    std::vector<std::int64_t> sizes;
    std::vector<std::int64_t> strides;
  };

  std::unique_ptr<StepRule> rule_;
  std::unique_ptr<KernelTransform> transform_;
  std::vector<Slot> slots_;
  std::vector<Trained> trained_;
  std::unique_ptr<StepPath> path_;
  bool fused_;
  std::int64_t updates_ = 0;
};

}  // namespace layca
