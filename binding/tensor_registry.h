// The tensors that JavaScript holds in one environment. What they hold of memory:
// memory_ledger.h.
//
// Lifetime. A handle is an external of JavaScript that holds a `TensorEntry`. An external costs as
// much as half a small operator, so that an operator's one result has none: the object that owns it
// in JavaScript knows the entry by its id, and gets a handle once something else asks for that.
//
// The tensor goes with whichever comes first: `dispose`, the end of its scope, or a sweep, which
// walks the entries and frees those whose weak reference died. It runs inside of operators, where
// enough was made since the last one, and an object of no use, the canary, tells that V8 collected,
// by itself or since it was asked to; and as a task of the event loop once the canary is finalized.
// Handles have no finalizers of their own: these would cost as much as a small operator, and run
// only as tasks, never in a loop that does not yield.
//
// An id keeps nothing alive. Whoever passes one may have let go of its owner already, so that all
// ids must be found before the next sweep.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "entry_pool.h"
#include "memory_ledger.h"
#include "napi_setup.h"
#include "retired_tensors.h"
#include "young_collection.h"

namespace layca::binding {

class TensorRegistry {
 public:
  struct Stats {
    size_t liveTensors;
    int64_t liveBytes;
    int64_t hiddenBytes;
    uint64_t sweeps;
  };

  /// While one lives, nothing is swept: ids are being found.
  class SweepPause {
   public:
    explicit SweepPause(TensorRegistry& tensors) : tensors_(tensors) { ++tensors_.pauses_; }
    ~SweepPause() { --tensors_.pauses_; }
    SweepPause(const SweepPause&) = delete;
    SweepPause& operator=(const SweepPause&) = delete;

   private:
    TensorRegistry& tensors_;
  };

  explicit TensorRegistry(napi_env env);
  ~TensorRegistry();
  TensorRegistry(const TensorRegistry&) = delete;
  TensorRegistry& operator=(const TensorRegistry&) = delete;

  /// A new handle of `tensor`.
  Napi::Value add(at::Tensor tensor);

  /// The id of `tensor`, which lives as long as `owner`; a handle once there are no ids any more.
  Napi::Value addFor(const Napi::Object& owner, at::Tensor tensor);

  /// The handle of an entry that has been known by its id: lives as long as that from now on.
  Napi::Value handleOf(TensorEntry& entry);

  /// What can be read like a handle of the entry, but keeps nothing alive.
  Napi::Value glimpseOf(TensorEntry& entry) const;

  /// Frees the entry's tensor at once; its object stays and is refused from then on.
  void dispose(TensorEntry& entry);

  /// The entry of a handle, disposed or not; null for whatever is no handle of ours.
  TensorEntry* find(napi_value value) const;

  /// The same of what may be an id, too.
  TensorEntry* findHandleOrId(napi_value value) const;

  /// Books anew what an operator changed in place.
  void refresh(TensorEntry& entry);

  /// Has every entry booked anew by the next sweep: an operator may have changed any of them.
  void refreshAll() { stale_ = true; }

  /// Frees the tensors of dead objects, if enough was made since the last sweep.
  void sweepIfDue();

  /// Whether so much is held that a collection may help where memory ran out.
  bool mayHoldGarbage() const;

  /// Has all garbage collected and frees the tensors of dead objects.
  void collect();

  /// A new scope's number, never 0.
  uint32_t openScope();
  /// Into the scope, if the tensor was made since that was opened; nothing if it is closed.
  void adopt(uint32_t scope, TensorEntry& entry);
  /// Out of `from`, if it is in it, into `to`; 0, or a closed scope: into none.
  void hand(TensorEntry& entry, uint32_t from, uint32_t to);
  /// Out of every scope.
  void keep(TensorEntry& entry);
  /// Disposes of every tensor in it.
  void closeScope(uint32_t scope);

  /// The environment is about to end, and Node to finalize all there is: a canary placed by
  /// another's finalizer would be one more without end.
  void end();

  MemoryLedger& ledger() { return ledger_; }
  YoungCollection& young() { return young_; }
  Stats stats();

 private:
  static void canaryFinalized(napi_env env, void* data, void* hint);
  /// How many entries it ended.
  size_t sweep();
  size_t sweep(TensorList& list);
  int64_t liveBytes() const;
  bool canaryDied();
  void placeCanary();
  void dropCanary();
  void enter(TensorEntry& entry, at::Tensor tensor);
  void release(TensorEntry& entry);
  void remove(TensorEntry& entry);
  /// The same, but leaves the memory of a small tensor to a later operator.
  void retire(TensorEntry& entry);
  void forget(TensorEntry& entry);
  TensorList* scopeOf(uint32_t scope);
  static void move(TensorEntry& entry, TensorList& to);

  napi_env env_;
  MemoryLedger ledger_;
  YoungCollection young_;
  EntryPool entries_;
  TensorList unscoped_;
  RetiredTensors retired_;
  std::unordered_map<uint32_t, TensorList> scopes_;
  uint32_t lastScope_ = 0;
  uint64_t made_ = 0;
  size_t liveTensors_ = 0;
  uint64_t sweeps_ = 0;
  size_t handlesSinceSweep_ = 0;
  int64_t leastHeld_ = 0;  // Bytes, since the last sweep.
  // What must have come since the last sweep for the canary to be looked at again, in bytes.
  int64_t toLook_;
  napi_ref canary_ = nullptr;
  int pauses_ = 0;
  bool stale_ = false;
  bool mostlySmall_ = false;  // Whether what came before the last sweep was many rather than big.
  bool ending_ = false;
};

}  // namespace layca::binding
