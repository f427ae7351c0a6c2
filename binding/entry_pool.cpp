#include "entry_pool.h"

namespace layca::binding {

TensorEntry& EntryPool::take() {
  if (free_ == nullptr) grow();
  TensorEntry& entry = *free_;
  free_ = entry.next;
  __builtin_prefetch(free_, 1);  // It ended long ago, as a rule.
  entry.next = nullptr;
  return entry;
}

void EntryPool::giveBack(TensorEntry& entry) {
  const uint32_t id = entry.id;
  entry = TensorEntry();
  entry.id = id == kNoId ? kNoId : (id & ~(kUses - 1)) | ((id + 1) & (kUses - 1));
  entry.next = free_;
  free_ = &entry;
}

TensorEntry* EntryPool::find(void* address) const {
  const auto place = reinterpret_cast<std::uintptr_t>(address);
  const std::uintptr_t slab = place & ~(kSlabBytes - 1);
  if (addresses_.find(slab) == addresses_.end()) return nullptr;
  const std::uintptr_t offset = place - slab;
  if (offset % sizeof(TensorEntry) != 0 || offset / sizeof(TensorEntry) >= kEntries) return nullptr;
  auto* entry = static_cast<TensorEntry*>(address);
  return entry->list == nullptr ? nullptr : entry;
}

TensorEntry* EntryPool::find(uint32_t id) const {
  const uint32_t place = id >> kUseBits;
  if (place / kEntries >= slabs_.size()) return nullptr;
  TensorEntry& entry = slabs_[place / kEntries]->entries[place % kEntries];
  return entry.id == id && entry.list != nullptr ? &entry : nullptr;
}

void EntryPool::grow() {
  size_t place = slabs_.size() * kEntries;
  slabs_.push_back(std::make_unique<Slab>());
  Slab& slab = *slabs_.back();
  addresses_.insert(reinterpret_cast<std::uintptr_t>(&slab));
  for (TensorEntry& entry : slab.entries) {
    entry.id = place < kPlaces ? static_cast<uint32_t>(place << kUseBits) : kNoId;
    ++place;
    entry.next = free_;
    free_ = &entry;
  }
}

}  // namespace layca::binding
