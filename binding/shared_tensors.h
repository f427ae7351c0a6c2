// Tensors on their way from one thread to another: offered under a token that can be posted, and
// claimed once.
#pragma once

#include <ATen/ATen.h>

#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>

namespace layca::binding {

/// The offers of the whole process.
class SharedTensors {
 public:
  using Clock = std::chrono::steady_clock;

  static SharedTensors& all();

  /// The token of a tensor, which the caller must have made safe for other threads. `owner` is the
  /// environment, by which `orphan` finds it.
  std::string offer(at::Tensor tensor, const void* owner);

  /// The tensor of a token, whose offer ends; undefined for tokens that are none any more.
  at::Tensor claim(const std::string& token);

  /// The owner's environment ends: its offers may still be claimed, for the time `expire` leaves.
  void orphan(const void* owner);

  /// Ends the offers whose environment ended at least so long ago; returns how many are left.
  size_t expire(Clock::duration after);

 private:
  struct Offer {
    at::Tensor tensor;
    const void* owner;  // Null once orphaned.
  };

  struct Orphan {
    std::string token;
    Clock::time_point since;
  };

  std::mutex mutex_;
  std::unordered_map<std::string, Offer> offers_;
  std::deque<Orphan> orphans_;  // In the order of time, so that a look at the first is enough.
};

/// An environment's part: orphans its offers when it ends.
class OfferedTensors {
 public:
  ~OfferedTensors() { SharedTensors::all().orphan(this); }
  std::string offer(at::Tensor tensor);
};

}  // namespace layca::binding
