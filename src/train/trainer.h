// The training loop: epochs of batches, evaluation, entries. It runs on the calling thread.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "nn/network.h"
#include "optim/optimizer.h"
#include "rotation/rotation_tracker.h"
#include "spec/run_spec.h"
#include "train/feedback.h"
#include "train/run_inputs.h"
#include "train/run_log.h"
#include "train/sampler.h"

namespace layca {

class Trainer {
 public:
  /// Draws or loads the initial weights. `log` and `stop` must outlive the trainer.
  Trainer(const RunSpec& spec, const NetworkPlan& plan, const RunInputs& inputs, RunLog& log,
          const std::atomic<bool>& stop);

  /// Trains all epochs; false once `stop` ended it. Throws DivergenceError where numbers stop being
  /// finite.
  bool train();
  /// Figures of the test set: nothing where there is none, or once `stop` is set.
  std::optional<Figures> test();

  Network& network() { return network_; }
  /// A copy of the state before the first step.
  const StateDict& initial() const { return initial_; }

 private:
  /// Sums over the samples seen in this epoch.
  struct Seen {
    double loss = 0;
    std::int64_t correct = 0;
    std::int64_t samples = 0;
    Figures means() const;
  };

  bool trainEpoch(Sampler& sampler, std::int64_t epoch);
  /// `recorded`: whether an entry follows.
  void step(const Batch& batch, bool recorded);
  void update(std::vector<at::Tensor>& gradients, bool recorded);
  void record(At at, std::optional<Figures> validation);
  void recordGradients(const std::vector<at::Tensor>& gradients);
  /// A number of each trained kernel, put among zeros for the others.
  std::vector<double> overKernels(const std::vector<double>& ofTrained) const;
  MomentPercentiles momentPercentiles() const;
  /// Throws DivergenceError naming the layer of trained parameter `index`.
  [[noreturn]] void refuseGradient(const at::Tensor& gradient, std::size_t index) const;
  /// Throws DivergenceError.
  void requireFinite(double value, const std::string& what) const;

  const RunSpec& spec_;
  const RunInputs& inputs_;
  RunLog& log_;
  const std::atomic<bool>& stop_;
  at::TensorOptions options_;
  Network network_;
  StateDict initial_;
  std::vector<bool> trained_;
  std::vector<at::Tensor> trainedValues_;
  std::vector<std::string> trainedLayers_;
  /// Index among all kernels, −1 for other parameters.
  std::vector<int> trainedKernels_;
  std::optional<Optimizer> optimizer_;
  std::optional<RotationTracker> rotation_;
  /// Whether the fused step measures the rotation of every update.
  bool measuresSteps_ = false;
  std::vector<StepMeasure> measures_;
  std::vector<double> gradientNorms_;
  std::optional<Samples> validation_;
  std::optional<Feedback> feedback_;
  /// The schedule's at the last update.
  double factor_ = 1;
  std::int64_t updatesAnEpoch_ = 0;
  Progress progress_;
  Seen seen_;
};

}  // namespace layca
