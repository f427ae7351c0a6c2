// A run on a thread of its own.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "nn/network_plan.h"
#include "spec/run_spec.h"
#include "train/run_inputs.h"
#include "train/run_log.h"

namespace layca {

enum class RunStatus { running, finished, stopped, interrupted, failed };

struct RunState {
  RunStatus status = RunStatus::running;
  /// Whether all that the run was given has been taken and its files are its own.
  bool begun = false;
  /// Why it failed, or was stopped by a rule.
  std::string reason;
  /// Whether it failed for a reason outside training: memory, a disk, a defect.
  bool error = false;
  /// Where, if the reason is what it was given; else empty.
  std::string place;
  std::size_t entries = 0;
  Progress progress;
  double seconds = 0;
  std::optional<Figures> test;
};

/// Called on the run's thread; neither may block.
struct RunListener {
  /// There may be something new: an entry, or the end.
  std::function<void()> wake;
  /// The last thing the thread does.
  std::function<void()> ended;
};

class Run {
 public:
  /// Checks everything (InputError) and starts nothing.
  Run(RunSpec spec, RunInputs inputs, RunListener listener);
  /// Stops and joins. Not on the run's own thread: whoever starts a run keeps it until `join`
  /// returned.
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  void start();
  /// Asks the run to end after the step in hand.
  void stop() { stop_ = true; }
  /// Waits until the thread has ended; again, and from several threads, is harmless.
  void join();

  const NetworkPlan& plan() const { return plan_; }
  RunState state() const;
  std::optional<HistoryEntry> entry(std::size_t index) const { return log_.entry(index); }
  /// A copy of the state dict before the first step; waits until it is drawn. Throws
  /// std::runtime_error where the run failed before that.
  StateDict initialWeights();
  /// A copy of the state dict when the run has ended; nothing before.
  std::optional<StateDict> finalWeights() const;

 private:
  using Clock = std::chrono::steady_clock;

  void main();
  /// Everything between the initial and the final weights.
  RunState train();
  void begun(const StateDict& initial);
  void end(RunState state);

  RunSpec spec_;
  RunInputs inputs_;
  RunListener listener_;
  NetworkPlan plan_;
  RunLog log_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
  std::mutex joining_;
  Clock::time_point started_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  RunState state_;
  std::optional<StateDict> initial_;
  std::optional<StateDict> final_;
};

}  // namespace layca
