// The weights of the best epoch by validation (spec.md, Fine points 3).
#pragma once

#include <cstdint>
#include <optional>

#include "nn/network.h"
#include "train/history.h"

namespace layca {

class BestWeights {
 public:
  /// Keeps a copy of the state where the figures are the best so far: the highest accuracy, of
  /// equal ones the lowest loss; without accuracies the lowest loss.
  void offer(const Figures& validation, const StateDict& state);
  /// Copies the kept state into the network; nothing where none was offered.
  void restore(Network& network) const;

  /// What a checkpoint keeps.
  const std::optional<Figures>& figures() const { return figures_; }
  const StateDict& state() const { return state_; }
  void resume(const Figures& figures, StateDict state);

 private:
  std::optional<Figures> figures_;
  StateDict state_;
};

}  // namespace layca
