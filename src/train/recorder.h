// Takes the entries of a run's history: rotation, norms, gradients, second moments and feedback, as
// the spec asks.
#pragma once

#include <optional>
#include <vector>

#include "io/saved_state.h"
#include "nn/network.h"
#include "optim/optimizer.h"
#include "rotation/rotation_tracker.h"
#include "spec/run_spec.h"
#include "train/feedback.h"
#include "train/history.h"
#include "train/trained_network.h"

namespace layca {

class Recorder {
 public:
  /// `initial`: the state before the first update; all but it must outlive the recorder.
  Recorder(const RunSpec& spec, Network& network, const StateDict& initial,
           const std::vector<bool>& trained, const TrainedList& list, Optimizer& optimizer);

  /// Feedback of the first of these samples is recorded where the spec asks for it.
  void watchFeedback(const Samples& samples);

  /// Before an update after which an entry is taken: its gradients, in the order of the trained
  /// parameters.
  void beforeUpdate(const std::vector<at::Tensor>& gradients);
  /// What the update must measure; null where nothing.
  std::vector<StepMeasure>* measures() { return measuresSteps_ ? &measures_ : nullptr; }
  void afterUpdate();

  /// Fills in everything but the figures; its `at` and `step` stand in it already.
  void complete(HistoryEntry& entry);

  void save(SavedState& state) const;
  void resume(const SavedState& state);

 private:
  /// A number of each trained kernel, put among zeros for the others.
  std::vector<double> overKernels(const std::vector<double>& ofTrained) const;
  MomentPercentiles momentPercentiles() const;

  const RunSpec& spec_;
  Network& network_;
  const TrainedList& list_;
  Optimizer& optimizer_;
  std::optional<RotationTracker> rotation_;
  /// Whether the fused step measures the rotation of every update.
  bool measuresSteps_ = false;
  std::vector<StepMeasure> measures_;
  std::vector<double> gradientNorms_;
  std::optional<Feedback> feedback_;
};

}  // namespace layca
