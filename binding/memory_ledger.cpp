#include "memory_ledger.h"

#include <cstdlib>
#include <utility>

#include "memory/thread_memory.h"

namespace layca::binding {
namespace {

// Telling V8 costs as much as making a small tensor: small changes wait.
constexpr int64_t kSmallChange = 16 << 10;

// More than any heap may have, at which V8 collects at once.
constexpr int64_t kUnbearable = int64_t{1} << 40;

}  // namespace

MemoryLedger::Watch::Watch(MemoryLedger& ledger)
    : ledger_(ledger), outer_(ledger.watch_), before_(threadBytes()) {
  ledger_.watch_ = this;
}

MemoryLedger::Watch::~Watch() {
  const int64_t took = threadBytes() - before_;
  if (outer_ != nullptr) outer_->before_ += took;
  ledger_.watch_ = outer_;
  ledger_.add(0, took - booked_);
}

c10::StorageImpl* MemoryLedger::book(const at::Tensor& tensor) {
  if (!tensor.has_storage()) return nullptr;
  c10::StorageImpl* storage = tensor.storage().unsafeGetStorageImpl();
  const auto place = bookings_.find(storage);
  if (place != bookings_.end()) {
    ++place->second.handles;
    return storage;
  }
  const auto bytes = static_cast<int64_t>(storage->nbytes());
  const bool ownThread = watch_ != nullptr && tensor.is_cpu();
  bookings_.emplace(storage, Booking{tensor.storage().getWeakStorageImpl(), bytes, 1, ownThread});
  if (ownThread) watch_->booked_ += bytes;
  add(bytes, 0);
  return storage;
}

void MemoryLedger::unbook(c10::StorageImpl* storage, at::Tensor tensor) {
  const int64_t before = threadBytes();
  tensor.reset();
  int64_t hidden = threadBytes() - before;
  if (watch_ != nullptr) watch_->before_ += hidden;

  int64_t bytes = 0;
  const auto place = bookings_.find(storage);
  if (place != bookings_.end() && --place->second.handles == 0) {
    const Booking& booking = place->second;
    bytes = booking.bytes;
    // What another thread took, or may give back, is in `hidden` only if it was given back now.
    if (booking.ownThread || (hidden < 0 && booking.storage.expired())) hidden += bytes;
    bookings_.erase(place);
  }
  add(-bytes, hidden);
}

bool MemoryLedger::rebook(c10::StorageImpl*& storage, const at::Tensor& tensor) {
  c10::StorageImpl* now = tensor.has_storage() ? tensor.storage().unsafeGetStorageImpl() : nullptr;
  if (now != storage) {
    now = book(tensor);
    unbook(std::exchange(storage, now), at::Tensor());
    return true;
  }
  const auto place = bookings_.find(storage);
  if (place == bookings_.end()) return false;
  Booking& booking = place->second;
  const int64_t change = static_cast<int64_t>(storage->nbytes()) - booking.bytes;
  if (change == 0) return false;
  booking.bytes += change;
  // Outside of a watch the change has been taken for hidden already.
  const bool watched = booking.ownThread && watch_ != nullptr;
  if (watched) watch_->booked_ += change;
  add(change, booking.ownThread && !watched ? -change : 0);
  return true;
}

void MemoryLedger::shareOut(const at::Tensor& tensor) {
  const auto place = bookings_.find(tensor.storage().unsafeGetStorageImpl());
  if (place != bookings_.end()) place->second.ownThread = false;
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

void MemoryLedger::add(int64_t booked, int64_t hidden) {
  booked_ += booked;
  hidden_ += hidden;
  const int64_t now = held();
  if (std::llabs(now - told_) < kSmallChange) return;
  int64_t total = 0;
  napi_adjust_external_memory(env_, now - told_, &total);
  told_ = now;
}

}  // namespace layca::binding
