// Counter-based random numbers: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as
// 1, 2, 3", SC11). A stream is named by (seed, purpose, index) and needs no state to be saved.
#pragma once

#include <array>
#include <cstdint>

namespace layca {

/// What random numbers are drawn for; each purpose has streams of its own. The values are part of
/// the format.
enum class Purpose : std::uint32_t {
  init = 0,
  shuffle = 1,
  dropout = 2,
  augment = 3,
  perClass = 4,
  validation = 5,
};

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

/// Ten rounds of Philox4x32.
constexpr PhiloxCounter philox4x32(PhiloxCounter counter, PhiloxKey key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t first = std::uint64_t{0xD2511F53} * counter[0];
    const std::uint64_t second = std::uint64_t{0xCD9E8D57} * counter[2];
    counter = {static_cast<std::uint32_t>(second >> 32) ^ counter[1] ^ key[0],
               static_cast<std::uint32_t>(second),
               static_cast<std::uint32_t>(first >> 32) ^ counter[3] ^ key[1],
               static_cast<std::uint32_t>(first)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return counter;
}

/// The numbers of one stream, in order. Key: the seed. Counter: block (64 bits), index, purpose.
class PhiloxStream {
 public:
  /// Begins at a block: a block holds four words, that is two uniform numbers.
  PhiloxStream(std::uint64_t seed, Purpose purpose, std::uint32_t index, std::uint64_t block = 0)
      : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
        index_(index),
        purpose_(static_cast<std::uint32_t>(purpose)),
        block_(block) {}

  std::uint32_t word() {
    if (used_ == 4) {
      words_ = philox4x32({static_cast<std::uint32_t>(block_),
                           static_cast<std::uint32_t>(block_ >> 32), index_, purpose_},
                          key_);
      ++block_;
      used_ = 0;
    }
    return words_[used_++];
  }

  /// Uniform in [0, 1), 53 bits of two words.
  double uniform() {
    const std::uint64_t high = word();
    const std::uint64_t low = word();
    return static_cast<double>((high << 32 | low) >> 11) * 0x1p-53;
  }

  /// Standard normal (Box–Muller, both values used).
  double normal();
  /// Uniform in 0 … bound − 1 without bias (Lemire's rejection); bound ≥ 1.
  std::uint32_t below(std::uint32_t bound);

 private:
  PhiloxKey key_;
  std::uint32_t index_;
  std::uint32_t purpose_;
  std::uint64_t block_;
  PhiloxCounter words_{};
  unsigned used_ = 4;
  double spare_ = 0;
  bool hasSpare_ = false;
};

}  // namespace layca
