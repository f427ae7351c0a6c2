// Blocked reductions in a fixed order: each block of a vector is summed by itself, the blocks' sums
// are added from the first to the last. So the result does not depend on how many threads took
// part.
#pragma once

#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace layca {

constexpr std::int64_t kBlock = 8192;
/// Accumulators a block keeps for one sum; fixed, so that wider vectors add in the same order.
constexpr int kLanes = 16;

/// Sums `Count` quantities over 0 … n−1; `block(begin, end)` gives those of one block.
template <std::size_t Count, typename Block>
std::array<double, Count> blockedSums(std::int64_t n, const Block& block) {
  const std::int64_t blocks = (n + kBlock - 1) / kBlock;
  std::array<double, Count> total{};
  if (blocks == 1) return block(0, n);
  std::vector<std::array<double, Count>> sums(static_cast<std::size_t>(blocks));
  at::parallel_for(0, blocks, 8, [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t b = first; b < last; ++b) {
      sums[static_cast<std::size_t>(b)] = block(b * kBlock, std::min(n, (b + 1) * kBlock));
    }
  });
  for (const auto& sum : sums) {
    for (std::size_t i = 0; i < Count; ++i) total[i] += sum[i];
  }
  return total;
}

}  // namespace layca
