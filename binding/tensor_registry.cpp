#include "tensor_registry.h"

#include <algorithm>
#include <utility>

namespace layca::binding {
namespace {

// So much may be worth a collection, whatever that takes.
constexpr int64_t kMuchBytes = 64 << 20;

// What a handle counts for beside the bytes of its tensor: some 2000 small ones are worth a look.
constexpr int64_t kHandleBytes = 12 << 10;

// So much between two looks at the canary. What was let go is to be freed while it is still in the
// processor's caches, so that the next tensors get it fast. A collection takes 80 µs however little
// there is to collect, and four times as much where all of V8's own has left the caches.
constexpr int64_t kLook = 24 << 20;

int64_t bytesOf(size_t handles) { return static_cast<int64_t>(handles) * kHandleBytes; }

// Handles walked between two releases of the references to those that live.
constexpr size_t kScopeHandles = 256;

}  // namespace

TensorRegistry::TensorRegistry(napi_env env)
    : env_(env), ledger_(env), young_(env), retired_(env), toLook_(kLook) {
  ledger_.leaveUntold(2 * toLook_);
}

TensorRegistry::~TensorRegistry() {
  // Node frees the instance data that holds us while references can still be deleted.
  dropCanary();
  retired_.freeAll();
  for (auto& [number, list] : scopes_) {
    while (list.first != nullptr) forget(*list.first);
  }
  while (unscoped_.first != nullptr) forget(*unscoped_.first);
}

Napi::Value TensorRegistry::add(at::Tensor tensor) {
  TensorEntry& entry = entries_.take();
  napi_value handle = nullptr;
  napi_status status = napi_create_external(env_, &entry, nullptr, nullptr, &handle);
  if (status == napi_ok) status = napi_create_reference(env_, handle, 0, &entry.weak);
  if (status != napi_ok) entries_.giveBack(entry);
  NAPI_THROW_IF_FAILED(env_, status, Napi::Value());
  entry.isExternal = true;
  enter(entry, std::move(tensor));
  return {env_, handle};
}

Napi::Value TensorRegistry::addFor(const Napi::Object& owner, at::Tensor tensor) {
  TensorEntry& entry = entries_.take();
  if (entry.id == kNoId) {
    entries_.giveBack(entry);
    return add(std::move(tensor));
  }
  napi_value id = nullptr;
  napi_status status = napi_create_uint32(env_, entry.id, &id);
  if (status == napi_ok) status = napi_create_reference(env_, owner, 0, &entry.weak);
  if (status != napi_ok) entries_.giveBack(entry);
  NAPI_THROW_IF_FAILED(env_, status, Napi::Value());
  enter(entry, std::move(tensor));
  return {env_, id};
}

Napi::Value TensorRegistry::handleOf(TensorEntry& entry) {
  napi_value handle = nullptr;
  if (entry.isExternal) {
    NAPI_THROW_IF_FAILED(env_, napi_get_reference_value(env_, entry.weak, &handle), Napi::Value());
    return {env_, handle};
  }
  handle = glimpseOf(entry);
  napi_ref weak = nullptr;
  NAPI_THROW_IF_FAILED(env_, napi_create_reference(env_, handle, 0, &weak), Napi::Value());
  napi_delete_reference(env_, std::exchange(entry.weak, weak));
  entry.isExternal = true;
  return {env_, handle};
}

Napi::Value TensorRegistry::glimpseOf(TensorEntry& entry) const {
  napi_value handle = nullptr;
  const napi_status status = napi_create_external(env_, &entry, nullptr, nullptr, &handle);
  NAPI_THROW_IF_FAILED(env_, status, Napi::Value());
  return {env_, handle};
}

void TensorRegistry::enter(TensorEntry& entry, at::Tensor tensor) {
  if (canary_ == nullptr) placeCanary();
  entry.tensor = std::move(tensor);
  entry.number = ++made_;
  unscoped_.push(entry);
  ++liveTensors_;
  ++handlesSinceSweep_;
  entry.storage = ledger_.book(entry.tensor);
}

TensorEntry* TensorRegistry::find(napi_value value) const {
  void* held = nullptr;
  // Other addons make externals, too.
  if (napi_get_value_external(env_, value, &held) != napi_ok) return nullptr;
  return entries_.find(held);
}

TensorEntry* TensorRegistry::findHandleOrId(napi_value value) const {
  double number = 0;
  if (napi_get_value_double(env_, value, &number) != napi_ok) return find(value);
  if (!(number >= 0 && number < kNoId)) return nullptr;
  const auto id = static_cast<uint32_t>(number);
  return id == number ? entries_.find(id) : nullptr;
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
  if (pauses_ > 0) return;
  retired_.freeOne();
  const int64_t held = ledger_.held();
  // What was disposed of is no garbage.
  leastHeld_ = std::min(leastHeld_, held);
  const size_t made = handlesSinceSweep_;
  const int64_t grown = held - leastHeld_;
  const int64_t weight = grown + bytesOf(made);
  if (weight < toLook_) return;
  if (!canaryDied()) young_.ask(grown >= kMuchBytes);
  if (!canaryDied()) {
    toLook_ = weight + kLook;
    ledger_.tell();
    return;
  }
  const size_t ended = sweep();
  if (2 * ended >= made || 2 * (held - ledger_.held()) >= grown) young_.wasWorthwhile();
}

bool TensorRegistry::mayHoldGarbage() const { return ledger_.held() >= kMuchBytes; }

void TensorRegistry::collect() {
  ledger_.collectGarbage();
  sweep();
  retired_.freeAll();
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

TensorRegistry::Stats TensorRegistry::stats() {
  retired_.freeAll();
  ledger_.tell();
  const int64_t live = liveBytes();
  return {liveTensors_, live, std::max(ledger_.held() - live, int64_t{0}), sweeps_};
}

int64_t TensorRegistry::liveBytes() const {
  ska::flat_hash_set<const c10::StorageImpl*> seen;
  int64_t bytes = 0;
  const auto add = [&](const TensorList& list) {
    for (const TensorEntry* entry = list.first; entry != nullptr; entry = entry->next) {
      if (entry->disposed || !entry->tensor.has_storage()) continue;
      const c10::StorageImpl* storage = entry->tensor.storage().unsafeGetStorageImpl();
      if (seen.insert(storage).second) bytes += static_cast<int64_t>(storage->nbytes());
    }
  };
  add(unscoped_);
  for (const auto& [number, list] : scopes_) add(list);
  return bytes;
}

void TensorRegistry::canaryFinalized(napi_env, void* data, void*) {
  auto* tensors = static_cast<TensorRegistry*>(data);
  tensors->sweep();
  tensors->retired_.freeAll();
}

size_t TensorRegistry::sweep() {
  if (pauses_ > 0) return 0;
  ++sweeps_;
  retired_.freeAll();
  mostlySmall_ = ledger_.held() - leastHeld_ <= bytesOf(handlesSinceSweep_);
  handlesSinceSweep_ = 0;
  size_t ended = sweep(unscoped_);
  for (auto& [number, list] : scopes_) ended += sweep(list);
  stale_ = false;
  leastHeld_ = ledger_.held();
  // In proportion to what lives: else a program that holds much would walk it all for a little.
  toLook_ = std::max({kLook, leastHeld_ / 4, bytesOf(liveTensors_) / 2});
  ledger_.tell();
  ledger_.leaveUntold(2 * toLook_);
  dropCanary();
  if (!ending_) placeCanary();
  return ended;
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

size_t TensorRegistry::sweep(TensorList& list) {
  size_t ended = 0;
  // The latest at the end: memory is taken again in the reverse order of how it is given back, and
  // theirs may still be in the processor's caches.
  for (TensorEntry* entry = list.last; entry != nullptr;) {
    Napi::HandleScope scope(env_);
    for (size_t i = 0; i < kScopeHandles && entry != nullptr; ++i) {
      TensorEntry* next = entry->previous;
      // What is to be freed next lies far away, as a rule.
      if (next != nullptr) {
        __builtin_prefetch(next->tensor.unsafeGetTensorImpl(), 1);
        __builtin_prefetch(next->weak);
        __builtin_prefetch(next->previous, 1);
      }
      napi_value object = nullptr;
      const napi_status status = napi_get_reference_value(env_, entry->weak, &object);
      if (status == napi_ok && object == nullptr) {
        retire(*entry);
        ++ended;
      } else if (stale_) {
        refresh(*entry);  // Another handle of the same tensor may have been changed in place.
      }
      entry = next;
    }
  }
  return ended;
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

void TensorRegistry::retire(TensorEntry& entry) {
  if (entry.disposed || !retired_.take(entry, mostlySmall_)) {
    remove(entry);
    return;
  }
  --liveTensors_;
  entry.list->drop(entry);
  entries_.giveBack(entry);
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
