// What the tensors of one environment hold of memory, told to V8 so that it collects in time.
//
// Two sums. `booked`: the bytes of every storage behind a handle, once however many handles share
// it. `hidden`: what native calls took on the CPU beyond that and have not given back: the results
// that autograd keeps for `backward`, sparse tensors, what the allocator rounds up. It is found by
// comparing what the thread took during a call with what was booked, and again when a handle lets
// go: a storage whose last handle went while a graph still reads it passes from one sum to the
// other.
#pragma once

#include <ATen/ATen.h>
#include <c10/util/flat_hash_map.h>

#include <cstdint>

#include "napi_setup.h"

namespace layca::binding {

class MemoryLedger {
 public:
  /// As long as it lives, what the thread takes belongs to this environment's tensors.
  class Watch {
   public:
    explicit Watch(MemoryLedger& ledger);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

   private:
    friend class MemoryLedger;
    MemoryLedger& ledger_;
    Watch* outer_;
    int64_t before_;
    int64_t booked_ = 0;
  };

  explicit MemoryLedger(napi_env env) : env_(env) {}
  MemoryLedger(const MemoryLedger&) = delete;
  MemoryLedger& operator=(const MemoryLedger&) = delete;

  /// Books one handle's share of the tensor's storage, and tells which that is; null for tensors
  /// that have none of their own, such as sparse ones.
  c10::StorageImpl* book(const at::Tensor& tensor);

  /// Takes back what `book` returned, and lets go of the tensor.
  void unbook(c10::StorageImpl* storage, at::Tensor tensor);

  /// Books anew, under `storage`, where the tensor has got another storage, or its storage another
  /// size; whether it has.
  bool rebook(c10::StorageImpl*& storage, const at::Tensor& tensor);

  /// From now on other threads may keep the tensor's storage alive, too.
  void shareOut(const at::Tensor& tensor);

  int64_t booked() const { return booked_; }
  int64_t hidden() const { return hidden_ > 0 ? hidden_ : 0; }

  /// Both sums together.
  int64_t held() const { return booked_ + hidden(); }

  /// Makes V8 collect all garbage at once.
  void collectGarbage();

 private:
  struct Booking {
    c10::weak_intrusive_ptr<c10::StorageImpl>
        storage;  // Keeps the address from being reused while booked.
    int64_t bytes;
    uint32_t handles;
    bool ownThread;  // Taken under a watch, and given back by this thread.
  };

  void add(int64_t booked, int64_t hidden);

  napi_env env_;
  Watch* watch_ = nullptr;
  int64_t booked_ = 0;
  int64_t hidden_ = 0;
  int64_t told_ = 0;
  ska::flat_hash_map<c10::StorageImpl*, Booking> bookings_;
};

}  // namespace layca::binding
