#include "train/run_log.h"

#include <utility>

namespace layca {

void RunLog::update(const Progress& progress) {
  const std::lock_guard lock(mutex_);
  progress_ = progress;
}

void RunLog::append(HistoryEntry entry) {
  {
    const std::lock_guard lock(mutex_);
    entries_.push_back(std::move(entry));
  }
  wake_();
}

Progress RunLog::progress() const {
  const std::lock_guard lock(mutex_);
  return progress_;
}

std::size_t RunLog::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

std::optional<HistoryEntry> RunLog::entry(std::size_t index) const {
  const std::lock_guard lock(mutex_);
  if (index >= entries_.size()) return std::nullopt;
  return entries_[index];
}

}  // namespace layca
