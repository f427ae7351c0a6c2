// What the registry keeps of one tensor that JavaScript holds.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>

#include "napi_setup.h"

namespace layca::binding {

struct TensorEntry;

/// Entries that end together: those of a scope, or all others.
struct TensorList {
  TensorEntry* first = nullptr;
  uint64_t openedAt = 0;  // Later entries may be adopted.

  void push(TensorEntry& entry);
  void drop(TensorEntry& entry);
};

/// One handle's native side.
struct TensorEntry {
  at::Tensor tensor;
  c10::StorageImpl* storage = nullptr;  // Under which its bytes are booked.
  napi_ref weak = nullptr;
  uint64_t number = 0;         // In the order they were made.
  TensorList* list = nullptr;  // None until it is in use.
  TensorEntry* previous = nullptr;
  TensorEntry* next = nullptr;
  bool disposed = false;
};

}  // namespace layca::binding
