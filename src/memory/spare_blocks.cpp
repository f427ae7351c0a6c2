#include "memory/spare_blocks.h"

#include <cstdlib>

namespace layca {

SpareBlocks& SpareBlocks::all() {
  static auto* const spare = new SpareBlocks;
  return *spare;
}

void* SpareBlocks::take(std::size_t bytes) {
  if (bytes > kMost) return nullptr;
  const std::lock_guard lock(mutex_);
  ++uses_;
  // The next one too: what malloc gives is a little more than it was asked for.
  for (std::size_t index = binOf(bytes); index <= binOf(bytes) + 1; ++index) {
    Bin& bin = bins_[index];
    bin.used = uses_;
    // The latest may be in the processor's caches.
    if (bin.blocks.empty() || bin.blocks.back().bytes < bytes) continue;
    const Block block = bin.blocks.back();
    bin.blocks.pop_back();
    bytes_ -= block.bytes;
    return block.start;
  }
  return nullptr;
}

void SpareBlocks::keep(void* start, std::size_t bytes) {
  if (bytes > kMost) {
    std::free(start);
    return;
  }
  const std::lock_guard lock(mutex_);
  while (bytes_ + bytes > kMost) freeOldest();
  bins_[binOf(bytes)].blocks.push_back({start, bytes});
  bytes_ += bytes;
}

void SpareBlocks::clear() {
  const std::lock_guard lock(mutex_);
  while (bytes_ > 0) freeOldest();
}

/// Eight bins for each power of two.
std::size_t SpareBlocks::binOf(std::size_t bytes) {
  const std::size_t power = 63 - static_cast<std::size_t>(__builtin_clzll(bytes));
  return power * 8 + (bytes >> (power - 3) & 7);
}

void SpareBlocks::freeOldest() {
  Bin* oldest = nullptr;
  for (Bin& bin : bins_) {
    if (!bin.blocks.empty() && (oldest == nullptr || bin.used < oldest->used)) oldest = &bin;
  }
  const Block block = oldest->blocks.front();
  oldest->blocks.pop_front();
  bytes_ -= block.bytes;
  std::free(block.start);
}

}  // namespace layca
