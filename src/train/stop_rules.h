// Rules that end training early: they read the training figures at an epoch's end (spec.md, Fine
// points 2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "spec/run_spec.h"
#include "train/history.h"

namespace layca {

class StopRules {
 public:
  explicit StopRules(const std::vector<StopRule>& rules);

  /// Told of every epoch's training figures in turn; the reason to stop, if there is one.
  std::optional<std::string> afterEpoch(std::int64_t epoch, const Figures& train);

  /// The last epochs' losses, as many as the rules look back.
  const std::vector<double>& losses() const { return losses_; }
  /// Goes on after epochs of these losses.
  void resume(std::vector<double> losses) { losses_ = std::move(losses); }

 private:
  const std::vector<StopRule>& rules_;
  std::size_t lookBack_;
  std::vector<double> losses_;
};

}  // namespace layca
