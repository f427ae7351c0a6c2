// Random permutations, the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "random/philox.h"

namespace layca {

/// Fills `out` with 0 … n−1 in the order that (seed, purpose, index) gives: Fisher–Yates from the
/// last place down, place i swapped with one drawn from 0 … i. n < 2³².
template <typename Int>
void permutation(std::uint64_t seed, Purpose purpose, std::uint32_t index, Int* out,
                 std::size_t n) {
  PhiloxStream random(seed, purpose, index);
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<Int>(i);
  for (std::size_t i = n; i > 1; --i) {
    std::swap(out[i - 1], out[random.below(static_cast<std::uint32_t>(i))]);
  }
}

}  // namespace layca
