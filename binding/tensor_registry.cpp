#include "tensor_registry.h"

#include <algorithm>
#include <utility>

namespace layca::binding {
namespace {

// A sweep walks every live handle: some milliseconds for a hundred thousand.
constexpr int64_t kSweepBytes = 64 << 20;

// Handles between two looks at the canary. What was small is freed while it is still in the
// processor's caches, so that the next small tensors get it fast.
constexpr size_t kLookHandles = 512;

// Handles walked between two releases of the references to those that live.
constexpr size_t kScopeHandles = 256;

}  // namespace

TensorRegistry::~TensorRegistry() {
  // Node frees the instance data that holds us while references can still be deleted.
  dropCanary();
  for (auto& [number, list] : scopes_) {
    while (list.first != nullptr) forget(*list.first);
  }
  while (unscoped_.first != nullptr) forget(*unscoped_.first);
}

Napi::Value TensorRegistry::add(at::Tensor tensor) {
  TensorEntry& entry = entries_.take();
  if (canary_ == nullptr) placeCanary();
  napi_value handle = nullptr;
  napi_status status = napi_create_external(env_, &entry, nullptr, nullptr, &handle);
  if (status == napi_ok) status = napi_create_reference(env_, handle, 0, &entry.weak);
  if (status != napi_ok) entries_.giveBack(entry);
  NAPI_THROW_IF_FAILED(env_, status, Napi::Value());
  entry.tensor = std::move(tensor);
  entry.number = ++made_;
  unscoped_.push(entry);
  ++liveTensors_;
  ++handlesSinceSweep_;
  entry.storage = ledger_.book(entry.tensor);
  return {env_, handle};
}

TensorEntry* TensorRegistry::find(napi_value value) const {
  void* held = nullptr;
  // Other addons make externals, too.
  if (napi_get_value_external(env_, value, &held) != napi_ok) return nullptr;
  return entries_.find(held);
}

void TensorRegistry::dispose(TensorEntry& entry) {
  if (entry.disposed) return;
  release(entry);
}

void TensorRegistry::refresh(TensorEntry& entry) {
  if (entry.disposed) return;
  if (ledger_.rebook(entry.storage, entry.tensor)) stale_ = true;
}

void TensorRegistry::sweepIfDue() {
  if (ledger_.taken() >= kSweepBytes) return sweep();
  if (handlesSinceSweep_ < handlesAtLook_ + kLookHandles) return;
  // Else a program that holds many would walk them at each collection of a few.
  if (handlesSinceSweep_ < liveAfterSweep_ / 2) return;
  handlesAtLook_ = handlesSinceSweep_;
  if (canaryDied()) sweep();
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

void TensorRegistry::canaryFinalized(napi_env, void* data, void*) {
  static_cast<TensorRegistry*>(data)->sweep();
}

void TensorRegistry::sweep() {
  ++sweeps_;
  ledger_.resetTaken();
  handlesSinceSweep_ = handlesAtLook_ = 0;
  sweep(unscoped_);
  for (auto& [number, list] : scopes_) sweep(list);
  stale_ = false;
  liveAfterSweep_ = liveTensors_;
  dropCanary();
  if (!ending_) placeCanary();
}

bool TensorRegistry::canaryDied() {
  if (canary_ == nullptr) return false;
  Napi::HandleScope scope(env_);
  napi_value object = nullptr;
  return napi_get_reference_value(env_, canary_, &object) == napi_ok && object == nullptr;
}

void TensorRegistry::end() { ending_ = true; }

void TensorRegistry::dropCanary() {
  if (canary_ != nullptr) napi_delete_reference(env_, std::exchange(canary_, nullptr));
}

void TensorRegistry::placeCanary() {
  Napi::HandleScope scope(env_);
  napi_value object = nullptr;
  if (napi_create_object(env_, &object) != napi_ok) return;
  napi_add_finalizer(env_, object, this, &TensorRegistry::canaryFinalized, nullptr, &canary_);
}

void TensorRegistry::sweep(TensorList& list) {
  for (TensorEntry* entry = list.first; entry != nullptr;) {
    Napi::HandleScope scope(env_);
    for (size_t i = 0; i < kScopeHandles && entry != nullptr; ++i) {
      TensorEntry* next = entry->next;
      napi_value object = nullptr;
      const napi_status status = napi_get_reference_value(env_, entry->weak, &object);
      if (status == napi_ok && object == nullptr) {
        remove(*entry);
      } else if (stale_) {
        refresh(*entry);  // Another handle of the same tensor may have been changed in place.
      }
      entry = next;
    }
  }
}

void TensorRegistry::release(TensorEntry& entry) {
  entry.disposed = true;
  --liveTensors_;
  ledger_.unbook(std::exchange(entry.storage, nullptr), std::move(entry.tensor));
}

void TensorRegistry::remove(TensorEntry& entry) {
  dispose(entry);
  forget(entry);
}

void TensorRegistry::forget(TensorEntry& entry) {
  entry.list->drop(entry);
  napi_delete_reference(env_, entry.weak);
  entries_.giveBack(entry);
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
