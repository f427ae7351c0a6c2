// What the registry keeps of one tensor that JavaScript holds.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>

#include "napi_setup.h"

namespace layca::binding {

struct TensorEntry;

/// The id of entries that have none.
constexpr uint32_t kNoId = UINT32_MAX;

/// Entries that end together: those of a scope, or all others.
struct TensorList {
  TensorEntry* first = nullptr;  // The latest.
  TensorEntry* last = nullptr;
  uint64_t openedAt = 0;  // Later entries may be adopted.

  void push(TensorEntry& entry);
  void drop(TensorEntry& entry);
};

/// One handle's native side. Its weak reference is of the handle, an external; where JavaScript
/// knows the entry by its id alone, of the object that owns it there.
struct TensorEntry {
  at::Tensor tensor;
  c10::StorageImpl* storage = nullptr;  // Under which its bytes are booked.
  napi_ref weak = nullptr;
  uint64_t number = 0;         // In the order they were made.
  TensorList* list = nullptr;  // None until it is in use.
  TensorEntry* previous = nullptr;
  TensorEntry* next = nullptr;
  uint32_t id = 0;  // By which the pool finds it; another each time it is used.
  bool disposed = false;
  bool isExternal = false;  // Whether its weak reference is of an external.
};

}  // namespace layca::binding
