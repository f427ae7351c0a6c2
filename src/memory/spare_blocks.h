// Pieces of malloc's that tensors gave back and the next ones take.
//
// malloc gives the end of its heap back to the system once more than a tensor or two of it is free,
// as after each sweep of a loop's garbage. Depending on what lies at that end, the next tensors
// have all their pages made and cleared anew, which takes several times as long as to fill them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>

namespace layca {

/// So many megabytes at most; for every thread.
class SpareBlocks {
 public:
  /// Bytes of a piece from which it is worth while.
  static constexpr std::size_t kLeast = std::size_t{1} << 12;
  /// Bytes that are kept at most.
  static constexpr std::size_t kMost = std::size_t{1} << 26;

  /// The process's; never destroyed, as tensors may be freed after static objects.
  static SpareBlocks& all();

  /// A piece of at least so many bytes, and a quarter more at most; null for none.
  void* take(std::size_t bytes);

  /// Keeps a piece of malloc's of so many bytes. Where there is no room, those of the size that was
  /// not used for longest are freed.
  void keep(void* start, std::size_t bytes);

  /// Frees all.
  void clear();

 private:
  struct Block {
    void* start;
    std::size_t bytes;
  };

  /// Of sizes that differ by less than an eighth.
  struct Bin {
    std::deque<Block> blocks;
    std::uint64_t used = 0;
  };

  static std::size_t binOf(std::size_t bytes);
  void freeOldest();

  std::mutex mutex_;
  std::array<Bin, 27 * 8> bins_;
  std::size_t bytes_ = 0;
  std::uint64_t uses_ = 0;
};

}  // namespace layca
