#include "random/philox.h"

#include <cmath>

namespace layca {

namespace {

constexpr bool equal(PhiloxCounter a, PhiloxCounter b) {
  return a[0] == b[0] && a[1] == b[1] && a[2] == b[2] && a[3] == b[3];
}

// The known answers of Random123's kat_vectors.
static_assert(equal(philox4x32({0, 0, 0, 0}, {0, 0}),
                    {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
static_assert(equal(philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
                               {0xffffffff, 0xffffffff}),
                    {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
static_assert(equal(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                               {0xa4093822, 0x299f31d0}),
                    {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));

constexpr double kTwoPi = 6.283185307179586476925286766559;

}  // namespace

double PhiloxStream::normal() {
  if (hasSpare_) {
    hasSpare_ = false;
    return spare_;
  }
  const double radius = std::sqrt(-2 * std::log(1 - uniform()));
  const double angle = kTwoPi * uniform();
  spare_ = radius * std::sin(angle);
  hasSpare_ = true;
  return radius * std::cos(angle);
}

std::uint32_t PhiloxStream::below(std::uint32_t bound) {
  std::uint64_t product = std::uint64_t{word()} * bound;
  if (static_cast<std::uint32_t>(product) < bound) {
    const std::uint32_t threshold = (0u - bound) % bound;
    while (static_cast<std::uint32_t>(product) < threshold) {
      product = std::uint64_t{word()} * bound;
    }
  }
  return static_cast<std::uint32_t>(product >> 32);
}

}  // namespace layca
