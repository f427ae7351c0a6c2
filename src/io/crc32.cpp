#include "io/crc32.h"

#include <array>

namespace layca {

namespace {

constexpr std::uint32_t kPolynomial = 0xedb88320;
/// So many bytes at once, each through a table of its own.
constexpr std::size_t kSlices = 8;

using Tables = std::array<std::array<std::uint32_t, 256>, kSlices>;

constexpr Tables makeTables() {
  Tables tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t rest = byte;
    for (int bit = 0; bit < 8; ++bit) rest = (rest >> 1) ^ ((rest & 1) != 0 ? kPolynomial : 0);
    tables[0][byte] = rest;
  }
  for (std::size_t slice = 1; slice < kSlices; ++slice) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t before = tables[slice - 1][byte];
      tables[slice][byte] = (before >> 8) ^ tables[0][before & 0xff];
    }
  }
  return tables;
}

constexpr Tables kTables = makeTables();

}  // namespace

void Crc32::add(const void* data, std::size_t bytes) {
  const auto* next = static_cast<const std::uint8_t*>(data);
  std::uint32_t state = state_;
  for (; bytes >= kSlices; bytes -= kSlices, next += kSlices) {
    const std::uint32_t low = state ^ (next[0] | std::uint32_t{next[1]} << 8 |
                                       std::uint32_t{next[2]} << 16 | std::uint32_t{next[3]} << 24);
    state = kTables[7][low & 0xff] ^ kTables[6][(low >> 8) & 0xff] ^
            kTables[5][(low >> 16) & 0xff] ^ kTables[4][low >> 24] ^ kTables[3][next[4]] ^
            kTables[2][next[5]] ^ kTables[1][next[6]] ^ kTables[0][next[7]];
  }
  for (; bytes > 0; --bytes) state = (state >> 8) ^ kTables[0][(state ^ *next++) & 0xff];
  state_ = state;
}

}  // namespace layca
