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

void TensorList::push(TensorEntry& entry) {
  entry.list = this;
  entry.previous = nullptr;
  entry.next = first;
  if (first != nullptr) first->previous = &entry;
  first = &entry;
}

void TensorList::drop(TensorEntry& entry) {
  if (entry.previous != nullptr) entry.previous->next = entry.next;
  if (entry.next != nullptr) entry.next->previous = entry.previous;
  if (first == &entry) first = entry.next;
  entry.list = nullptr;
}

TensorRegistry::~TensorRegistry() {
  // Entries whose finalizers have not run by now must not look for the registry: Node runs them, if
  // at all, before it frees the instance data that holds us.
  for (auto& [number, list] : scopes_) {
    while (list.first != nullptr) move(*list.first, unscoped_);
  }
  while (unscoped_.first != nullptr) {
    TensorEntry* entry = unscoped_.first;
    unscoped_.drop(*entry);
    delete entry;
  }
}

void TensorRegistry::add(Napi::Object object, at::Tensor tensor) {
  auto entry = std::make_unique<TensorEntry>();
  entry->tensor = std::move(tensor);
  entry->number = ++made_;
  const napi_status status =
      napi_wrap(env_, object, entry.get(), &TensorRegistry::finalize, this, &entry->weak);
  NAPI_THROW_IF_FAILED_VOID(env_, status);
  TensorEntry* added = entry.release();  // The object owns it now: freed by `finalize` or a sweep.
  unscoped_.push(*added);
  ++liveTensors_;
  ++handlesSinceSweep_;
  added->storage = ledger_.book(added->tensor);
}

void TensorRegistry::dispose(TensorEntry& entry) {
  if (entry.disposed) return;
  release(entry);
}

void TensorRegistry::refresh(TensorEntry& entry) {
  if (!entry.disposed) entry.storage = ledger_.rebook(entry.storage, entry.tensor);
}

void TensorRegistry::sweepIfDue() {
  const size_t handles = std::max(kSweepHandles, liveTensors_ / 2);
  if (ledger_.taken() >= kSweepBytes || handlesSinceSweep_ >= handles) sweep();
}

bool TensorRegistry::mayHoldGarbage() const {
  return ledger_.booked() + ledger_.hidden() >= kSweepBytes;
}

void TensorRegistry::collect() {
  ledger_.collectGarbage();
  sweep();
}

uint32_t TensorRegistry::openScope() {
  do ++lastScope_;
  while (lastScope_ == 0 || scopes_.count(lastScope_) != 0);
  scopes_[lastScope_].openedAt = made_;
  return lastScope_;
}

void TensorRegistry::adopt(uint32_t scope, TensorEntry& entry) {
  TensorList* list = scopeOf(scope);
  if (list != nullptr && entry.list == &unscoped_ && entry.number > list->openedAt) {
    move(entry, *list);
  }
}

void TensorRegistry::hand(TensorEntry& entry, uint32_t from, uint32_t to) {
  if (entry.list != scopeOf(from)) return;
  TensorList* list = scopeOf(to);
  move(entry, list == nullptr ? unscoped_ : *list);
}

void TensorRegistry::keep(TensorEntry& entry) { move(entry, unscoped_); }

void TensorRegistry::closeScope(uint32_t scope) {
  TensorList* list = scopeOf(scope);
  if (list == nullptr) return;
  while (list->first != nullptr) {
    TensorEntry& entry = *list->first;
    dispose(entry);
    move(entry, unscoped_);  // Until its object dies.
  }
  scopes_.erase(scope);
}

TensorRegistry::Stats TensorRegistry::stats() const {
  return {liveTensors_, ledger_.booked(), ledger_.hidden(), sweeps_};
}

void TensorRegistry::finalize(napi_env, void* data, void* hint) {
  static_cast<TensorRegistry*>(hint)->remove(static_cast<TensorEntry*>(data));
}

void TensorRegistry::sweep() {
  ++sweeps_;
  ledger_.resetTaken();
  handlesSinceSweep_ = 0;
  sweep(unscoped_);
  for (auto& [number, list] : scopes_) sweep(list);
}

void TensorRegistry::sweep(TensorList& list) {
  for (TensorEntry* entry = list.first; entry != nullptr;) {
    TensorEntry* next = entry->next;
    Napi::HandleScope scope(env_);
    napi_value object = nullptr;
    const napi_status status = napi_get_reference_value(env_, entry->weak, &object);
    // Deleting the reference of a dead object also withdraws its finalizer, so the entry can go
    // now.
    if (status == napi_ok && object == nullptr) {
      remove(entry);
    } else {
      refresh(*entry);  // Another handle of the same tensor may have been changed in place.
    }
    entry = next;
  }
}

void TensorRegistry::release(TensorEntry& entry) {
  entry.disposed = true;
  --liveTensors_;
  ledger_.unbook(std::exchange(entry.storage, nullptr), std::move(entry.tensor));
}

void TensorRegistry::remove(TensorEntry* entry) {
  dispose(*entry);
  entry->list->drop(*entry);
  napi_delete_reference(env_, entry->weak);
  delete entry;
}

TensorList* TensorRegistry::scopeOf(uint32_t scope) {
  const auto place = scopes_.find(scope);
  return place == scopes_.end() ? nullptr : &place->second;
}

void TensorRegistry::move(TensorEntry& entry, TensorList& to) {
  entry.list->drop(entry);
  to.push(entry);
}

}  // namespace layca::binding
