// The checksum of zip, PNG and zlib's crc32.
#pragma once

#include <cstddef>
#include <cstdint>

namespace layca {

class Crc32 {
 public:
  void add(const void* data, std::size_t bytes);
  /// Of all that was added.
  std::uint32_t value() const { return ~state_; }

 private:
  std::uint32_t state_ = ~std::uint32_t{0};
};

}  // namespace layca
