// What the tensors of one environment hold of memory, told to V8 so that it collects in time.
//
// Two sums. What the environment's thread took of memory on the CPU and nobody has given back,
// which the allocator counts: it has in it what autograd keeps for `backward`, sparse tensors, and
// what malloc rounds up, and needs no look at any tensor. And the bytes of every other storage
// behind a handle, once however many handles share it: those on other devices, and those of other
// threads.
#pragma once

#include <ATen/ATen.h>
#include <c10/util/flat_hash_map.h>

#include <cstdint>

#include "memory/thread_memory.h"
#include "napi_setup.h"

namespace layca::binding {

class MemoryLedger {
 public:
  explicit MemoryLedger(napi_env env) : env_(env), taken_(ThreadMemory::mine()) {}
  MemoryLedger(const MemoryLedger&) = delete;
  MemoryLedger& operator=(const MemoryLedger&) = delete;

  /// Books one handle's share of the tensor's storage, and tells which that is; null for what needs
  /// no booking.
  c10::StorageImpl* book(const at::Tensor& tensor);

  /// Takes back what `book` returned, and lets go of the tensor.
  void unbook(c10::StorageImpl* storage, at::Tensor tensor);

  /// Books anew, under `storage`, where the tensor has got another storage, or its storage another
  /// size; whether it has.
  bool rebook(c10::StorageImpl*& storage, const at::Tensor& tensor);

  /// Both sums together.
  int64_t held() const { return booked_ + taken_.bytes(); }

  /// Tells V8 what is held.
  void tell();

  /// From now on V8 is not told of changes below so many bytes unless `tell` is called; before, of
  /// each. Telling it costs as much as making a small tensor, and where it sees memory grow it
  /// marks all that lives, beside and between the operators, for garbage that young collections
  /// bring back.
  void leaveUntold(int64_t bytes) { untold_ = bytes; }

  /// Makes V8 collect all garbage at once.
  void collectGarbage();

 private:
  struct Booking {
    c10::weak_intrusive_ptr<c10::StorageImpl>
        storage;  // Keeps the address from being reused while booked.
    int64_t bytes;
    uint32_t handles;
  };

  c10::StorageImpl* foreignStorageOf(const at::Tensor& tensor) const;
  void tellIfMuch();

  napi_env env_;
  const ThreadMemory& taken_;
  int64_t booked_ = 0;
  int64_t told_ = 0;
  int64_t untold_ = 0;
  ska::flat_hash_map<c10::StorageImpl*, Booking> bookings_;
};

}  // namespace layca::binding
