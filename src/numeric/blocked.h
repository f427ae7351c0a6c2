// Blocked reductions in a fixed order: each block of a vector is summed by itself, the blocks' sums
// are added from the first to the last. So the result does not depend on how many threads took
// part.
#pragma once

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace layca {

/// Elements of a block: a few of them fit the first-level cache together.
constexpr std::int64_t kBlock = 4096;
/// Blocks that are worth a thread.
constexpr std::int64_t kBlocksAThread = 8;

/// Adds what `block(begin, end)` gives over 0 … n−1.
template <typename Sums, typename Block>
Sums blockedSums(std::int64_t n, const Block& block) {
  const std::int64_t blocks = (n + kBlock - 1) / kBlock;
  if (blocks <= 1) return block(std::int64_t{0}, n);
  std::vector<Sums> sums(static_cast<std::size_t>(blocks));
  at::parallel_for(0, blocks, kBlocksAThread, [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t b = first; b < last; ++b) {
      sums[static_cast<std::size_t>(b)] = block(b * kBlock, std::min(n, (b + 1) * kBlock));
    }
  });
  Sums total{};
  for (const Sums& sum : sums) total += sum;
  return total;
}

}  // namespace layca
