#include "memory_ledger.h"

#include <cstdlib>
#include <utility>

#include "train/kept_memory.h"

namespace layca::binding {
namespace {

// More than any heap may have, at which V8 collects at once.
constexpr int64_t kUnbearable = int64_t{1} << 40;

}  // namespace

c10::StorageImpl* MemoryLedger::foreignStorageOf(const at::Tensor& tensor) const {
  if (!tensor.has_storage()) return nullptr;
  c10::StorageImpl* storage = tensor.storage().unsafeGetStorageImpl();
  return isTakenBy(taken_, storage->data_ptr()) ? nullptr : storage;
}

c10::StorageImpl* MemoryLedger::book(const at::Tensor& tensor) {
  c10::StorageImpl* storage = foreignStorageOf(tensor);
  if (storage != nullptr) {
    const auto place = bookings_.find(storage);
    if (place != bookings_.end()) {
      ++place->second.handles;
    } else {
      const auto bytes = static_cast<int64_t>(storage->nbytes());
      bookings_.emplace(storage, Booking{tensor.storage().getWeakStorageImpl(), bytes, 1});
      booked_ += bytes;
    }
  }
  tellIfMuch();
  return storage;
}

void MemoryLedger::unbook(c10::StorageImpl* storage, at::Tensor tensor) {
  tensor.reset();
  const auto place = storage == nullptr ? bookings_.end() : bookings_.find(storage);
  if (place != bookings_.end() && --place->second.handles == 0) {
    booked_ -= place->second.bytes;
    bookings_.erase(place);
  }
  tellIfMuch();
}

bool MemoryLedger::rebook(c10::StorageImpl*& storage, const at::Tensor& tensor) {
  c10::StorageImpl* now = foreignStorageOf(tensor);
  if (now != storage) {
    now = book(tensor);
    unbook(std::exchange(storage, now), at::Tensor());
    return true;
  }
  const auto place = storage == nullptr ? bookings_.end() : bookings_.find(storage);
  const auto bytes = static_cast<int64_t>(place == bookings_.end() ? 0 : storage->nbytes());
  const bool changed = place != bookings_.end() && bytes != place->second.bytes;
  if (changed) booked_ += bytes - std::exchange(place->second.bytes, bytes);
  tellIfMuch();
  return changed;
}

void MemoryLedger::collectGarbage() {
  int64_t total = 0;
  // The first ends a collection that may be under way, in which all counts that was in use when it
  // began.
  for (int round = 0; round < 2; ++round) {
    napi_adjust_external_memory(env_, kUnbearable, &total);
    napi_adjust_external_memory(env_, -kUnbearable, &total);
  }
}

void MemoryLedger::tellIfMuch() {
  if (std::llabs(held() - told_) >= untold_) tell();
}

void MemoryLedger::tell() {
  const int64_t now = held();
  int64_t total = 0;
  napi_adjust_external_memory(env_, now - told_, &total);
  told_ = now;
}

}  // namespace layca::binding
