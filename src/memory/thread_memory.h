// How much memory of libtorch's on the CPU a thread has taken.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace layca {

/// The bytes that one thread took from libtorch's allocator and that nobody has given back,
/// whichever thread may do so. Counts once `installAllocator` (train/kept_memory.h) has run.
class ThreadMemory {
 public:
  /// The calling thread's. It lives until the thread has ended and all is given back.
  static ThreadMemory& mine();

  ThreadMemory(const ThreadMemory&) = delete;
  ThreadMemory& operator=(const ThreadMemory&) = delete;

  std::int64_t bytes() const { return count_.load(std::memory_order_relaxed) & ~kThread; }

  /// Counts so many bytes, a multiple of 2; for any thread.
  void add(std::size_t bytes) {
    count_.fetch_add(static_cast<std::int64_t>(bytes), std::memory_order_relaxed);
  }
  void remove(std::size_t bytes);

 private:
  /// In the sum as long as the thread runs.
  static constexpr std::int64_t kThread = 1;

  struct AtThreadEnd;

  ThreadMemory() = default;
  ~ThreadMemory() = default;

  std::atomic<std::int64_t> count_{kThread};
};

}  // namespace layca
