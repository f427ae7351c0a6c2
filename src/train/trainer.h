// The training loop: epochs of batches, evaluation, entries, checkpoints. It runs on the calling
// thread.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/line_file.h"
#include "nn/network.h"
#include "optim/optimizer.h"
#include "spec/run_spec.h"
#include "train/best_weights.h"
#include "train/figure_sums.h"
#include "train/frozen_prefix.h"
#include "train/gradient_sum.h"
#include "train/moments.h"
#include "train/recorder.h"
#include "train/run_inputs.h"
#include "train/run_log.h"
#include "train/sampler.h"
#include "train/stop_rules.h"
#include "train/trained_network.h"

namespace layca {

class Trainer {
 public:
  /// How training ended.
  struct Ending {
    /// False once `stop` ended it.
    bool complete;
    /// Why a stop rule ended it; empty where none did.
    std::string reason;
  };

  /// Draws or loads the initial weights, and goes on from a checkpoint where there is one. `log`
  /// and `stop` must outlive the trainer.
  Trainer(const RunSpec& spec, const NetworkPlan& plan, const RunInputs& inputs, RunLog& log,
          const std::atomic<bool>& stop);

  /// Trains all epochs. Throws DivergenceError where numbers stop being finite.
  Ending train();
  /// Figures of the test set with the weights that `select` says: nothing where there is none, or
  /// once `stop` is set.
  std::optional<Figures> test();

  Network& network() { return network_; }
  /// A copy of the state before the first step.
  const StateDict& initial() const { return initial_; }

 private:
  /// Where training stands; all that is needed to go on beside weights and buffers.
  struct Position {
    std::int64_t epoch = 0;
    /// Updates done in this epoch.
    std::int64_t update = 0;
    /// Over the samples seen in this epoch.
    FigureSums sums;
  };

  /// False once `stop` ended it.
  bool trainEpoch(const Sampler& sampler);
  /// One update, from one batch or several.
  void update(const Sampler& sampler);
  /// Adds a batch's gradient.
  void accumulate(const Batch& batch, std::int64_t firstSample);
  void step(bool recorded);
  /// What follows an epoch's last update; false once `stop` ended it.
  bool endEpoch();
  void record(At at, std::optional<Figures> validation);
  UpdatePlace lastUpdate() const { return {progress_.step, at_.epoch, at_.update}; }
  Figures means() const { return at_.sums.means(spec_); }
  void showProgress();

  void checkpoint();
  bool checkpointDue(bool epochEnd) const;
  /// Returns how many bytes of the history had been written.
  std::int64_t resume(const SavedState& state);
  /// Throws InputError unless the position taken from a checkpoint is one of this run.
  void requirePlace() const;

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
  TrainedList list_;
  std::unique_ptr<Optimizer> optimizer_;
  std::unique_ptr<Recorder> recorder_;
  std::unique_ptr<LineFile> history_;
  StopRules stopRules_;
  std::string stopReason_;
  std::int64_t updatesAnEpoch_;
  BestWeights best_;
  GradientSum gradient_;
  PrefixChoice prefixChoice_ = PrefixChoice::byMemory;
  std::optional<Samples> validation_;
  /// The schedule's at the last update.
  double factor_ = 1;
  Progress progress_;
  Position at_;
};

/// Loads the state before the first step from a checkpoint.
void loadInitial(const SavedState& saved, const Network& network);

}  // namespace layca
