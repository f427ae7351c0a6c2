// What a run tells while it goes on: written by its thread, read by any.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "train/history.h"

namespace layca {

struct Progress {
  std::int64_t epoch = 0;
  /// Updates done and to do.
  std::int64_t step = 0;
  std::int64_t totalSteps = 0;
  /// Updates that a run which goes on had done before.
  std::int64_t firstStep = 0;
  /// Samples seen in this epoch.
  std::int64_t samples = 0;
  /// Samples seen since this run began, or went on.
  std::int64_t samplesNow = 0;
  /// Means over the samples seen so far in this epoch.
  std::optional<Figures> train;
  /// Layers of the frozen prefix that were computed once.
  std::size_t cachedLayers = 0;
};

class RunLog {
 public:
  /// `wake` is called, on the run's thread, after each entry; it must not block.
  explicit RunLog(std::function<void()> wake) : wake_(std::move(wake)) {}

  void update(const Progress& progress);
  void append(HistoryEntry entry);

  Progress progress() const;
  std::size_t size() const;
  /// Nothing where there is no such entry (yet).
  std::optional<HistoryEntry> entry(std::size_t index) const;

 private:
  std::function<void()> wake_;
  mutable std::mutex mutex_;
  Progress progress_;
  std::vector<HistoryEntry> entries_;
};

}  // namespace layca
