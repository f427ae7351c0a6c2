#include "tensor_registry.h"

#include <algorithm>
#include <utility>

namespace layca::binding {
namespace {

// A sweep walks every live handle: some milliseconds for a hundred thousand. Both marks keep it
// well below one percent of the time that making so many tensors takes.
constexpr int64_t kSweepBytes = 64 << 20;
constexpr size_t kSweepHandles = 16384;

}  // namespace

TensorRegistry::~TensorRegistry() {
  // Entries whose finalizers have not run by now must not look for the registry: Node runs them, if
  // at all, before it frees the instance data that holds us.
  while (first_ != nullptr) {
    TensorEntry* entry = first_;
    first_ = entry->next;
    delete entry;
  }
}

void TensorRegistry::add(Napi::Object object, at::Tensor tensor, int64_t behind) {
  auto entry = std::make_unique<TensorEntry>();
  entry->tensor = std::move(tensor);
  const napi_status status =
      napi_wrap(env_, object, entry.get(), &TensorRegistry::finalize, this, &entry->weak);
  NAPI_THROW_IF_FAILED_VOID(env_, status);
  TensorEntry* added = entry.release();  // The object owns it now: freed by `finalize` or a sweep.
  added->next = first_;
  if (first_ != nullptr) first_->previous = added;
  first_ = added;
  ++liveTensors_;
  ++handlesSinceSweep_;
  book(*added);
  added->behind = behind;
  press(behind);
}

void TensorRegistry::dispose(TensorEntry& entry) {
  if (entry.disposed) return;
  release(entry);
}

void TensorRegistry::rebook(TensorEntry& entry) {
  unbook(entry);
  entry.storage = nullptr;
  book(entry);
}

void TensorRegistry::sweepIfDue() {
  const size_t handles = std::max(kSweepHandles, liveTensors_ / 2);
  if (bytesSinceSweep_ >= kSweepBytes || handlesSinceSweep_ >= handles) sweep();
}

TensorRegistry::Stats TensorRegistry::stats() const { return {liveTensors_, liveBytes_, sweeps_}; }

void TensorRegistry::finalize(napi_env, void* data, void* hint) {
  static_cast<TensorRegistry*>(hint)->remove(static_cast<TensorEntry*>(data));
}

void TensorRegistry::sweep() {
  ++sweeps_;
  bytesSinceSweep_ = 0;
  handlesSinceSweep_ = 0;
  for (TensorEntry* entry = first_; entry != nullptr;) {
    TensorEntry* next = entry->next;
    Napi::HandleScope scope(env_);
    napi_value object = nullptr;
    const napi_status status = napi_get_reference_value(env_, entry->weak, &object);
    // Deleting the reference of a dead object also withdraws its finalizer, so the entry can go
    // now.
    if (status == napi_ok && object == nullptr) remove(entry);
    entry = next;
  }
}

void TensorRegistry::release(TensorEntry& entry) {
  entry.disposed = true;
  unbook(entry);
  press(-entry.behind);
  entry.tensor = at::Tensor();
  --liveTensors_;
}

void TensorRegistry::remove(TensorEntry* entry) {
  dispose(*entry);
  if (entry->previous != nullptr) entry->previous->next = entry->next;
  if (entry->next != nullptr) entry->next->previous = entry->previous;
  if (first_ == entry) first_ = entry->next;
  napi_delete_reference(env_, entry->weak);
  delete entry;
}

void TensorRegistry::book(TensorEntry& entry) {
  if (!entry.tensor.has_storage()) return;  // Sparse and some other layouts have none of their own.
  c10::StorageImpl* storage = entry.tensor.storage().unsafeGetStorageImpl();
  entry.storage = storage;
  const auto place = bookings_.find(storage);
  if (place != bookings_.end()) {
    ++place->second.entries;
    return;
  }
  const int64_t bytes = static_cast<int64_t>(storage->nbytes());
  bookings_.emplace(storage, Booking{entry.tensor.storage().getWeakStorageImpl(), bytes, 1});
  report(bytes);
}

void TensorRegistry::unbook(TensorEntry& entry) {
  const auto place = bookings_.find(entry.storage);
  if (place == bookings_.end()) return;
  if (--place->second.entries > 0) return;
  const int64_t bytes = place->second.bytes;
  bookings_.erase(place);
  report(-bytes);
}

void TensorRegistry::report(int64_t change) {
  liveBytes_ += change;
  press(change);
}

void TensorRegistry::press(int64_t change) {
  if (change == 0) return;
  if (change > 0) bytesSinceSweep_ += change;
  int64_t total = 0;
  napi_adjust_external_memory(env_, change, &total);
}

}  // namespace layca::binding
