// Memory of the tensors' entries, in slabs: it is reused at once, and an address can be told for an
// entry's without reading what lies there. Most have an id, too, that JavaScript keeps as a small
// integer: of the place, and of how often that was used, so that an id outlives no entry unnoticed.
#pragma once

#include <c10/util/flat_hash_map.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "tensor_entry.h"

namespace layca::binding {

class EntryPool {
 public:
  /// A new entry.
  TensorEntry& take();

  /// Ends an entry; its memory goes to a later one.
  void giveBack(TensorEntry& entry);

  /// The entry at an address that may be of anything; null where there is none.
  TensorEntry* find(void* address) const;

  /// The entry of an id, whatever that is; null where there is none.
  TensorEntry* find(uint32_t id) const;

 private:
  // Of a power of two, to which they are aligned: the slab of an address follows from its bits.
  static constexpr std::uintptr_t kSlabBytes = 32 << 10;
  static constexpr size_t kEntries = kSlabBytes / sizeof(TensorEntry);

  // An id has 31 bits, as small integers of V8 do.
  static constexpr uint32_t kUseBits = 7;
  static constexpr uint32_t kUses = 1 << kUseBits;
  static constexpr uint32_t kPlaces = 1 << (31 - kUseBits);

  struct alignas(kSlabBytes) Slab {
    TensorEntry entries[kEntries];
  };

  void grow();

  std::vector<std::unique_ptr<Slab>> slabs_;
  ska::flat_hash_set<std::uintptr_t> addresses_;
  TensorEntry* free_ = nullptr;
};

}  // namespace layca::binding
