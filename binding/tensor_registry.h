// The tensors that JavaScript holds in one environment, and the memory behind them.
//
// Lifetime. A handle is a JavaScript object wrapping a `TensorEntry`. The tensor goes with
// whichever comes first: `dispose`, the object's finalizer, or a sweep. Finalizers of ordinary
// Node-API objects run as tasks of the event loop and so never in a loop that does not yield to it;
// the sweep walks the entries instead and frees those whose weak reference died. It runs when an
// operator is entered after enough was allocated since the last one.
//
// Memory. V8 learns of a tensor's bytes once per storage, however many views share it.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <unordered_map>

#include "napi_setup.h"

namespace layca::binding {

/// One handle's native side.
struct TensorEntry {
  at::Tensor tensor;
  c10::StorageImpl* storage =
      nullptr;  // Under which the bytes are booked; may differ from the tensor's after `set_`.
  napi_ref weak = nullptr;
  int64_t behind = 0;  // Bytes that go with it beside its storage: what its graph keeps.
  bool disposed = false;
  TensorEntry* previous = nullptr;
  TensorEntry* next = nullptr;
};

class TensorRegistry {
 public:
  struct Stats {
    size_t liveTensors;
    int64_t liveBytes;
    uint64_t sweeps;
  };

  explicit TensorRegistry(napi_env env) : env_(env) {}
  ~TensorRegistry();
  TensorRegistry(const TensorRegistry&) = delete;
  TensorRegistry& operator=(const TensorRegistry&) = delete;

  /// Wraps `tensor` into `object`, whose finalizer removes the entry. `behind`: an estimate of the
  /// memory that was taken for it and no handle shows; like its own it presses for collection.
  void add(Napi::Object object, at::Tensor tensor, int64_t behind = 0);

  /// Frees the entry's tensor at once; its object stays and is refused from then on.
  void dispose(TensorEntry& entry);

  /// Reports the memory of an entry whose tensor has got another storage.
  void rebook(TensorEntry& entry);

  /// Frees the tensors of dead objects, if enough was allocated since the last sweep.
  void sweepIfDue();

  Stats stats() const;

 private:
  struct Booking {
    c10::weak_intrusive_ptr<c10::StorageImpl>
        storage;  // Keeps the address from being reused while booked.
    int64_t bytes;
    size_t entries;
  };

  static void finalize(napi_env env, void* data, void* hint);
  void sweep();
  void release(TensorEntry& entry);
  void remove(TensorEntry* entry);
  void book(TensorEntry& entry);
  void unbook(TensorEntry& entry);
  void report(int64_t change);
  void press(int64_t change);

  napi_env env_;
  TensorEntry* first_ = nullptr;
  size_t liveTensors_ = 0;
  int64_t liveBytes_ = 0;
  uint64_t sweeps_ = 0;
  int64_t bytesSinceSweep_ = 0;
  size_t handlesSinceSweep_ = 0;
  std::unordered_map<c10::StorageImpl*, Booking> bookings_;
};

}  // namespace layca::binding
