// Memory that is kept from one training step to the next.
#pragma once

#include <memory>

namespace c10 {
class DataPtr;
}

namespace layca {

class MemoryPool;
class ThreadMemory;

/// Makes ours libtorch's allocator on the CPU, once a process; it serves every thread and counts
/// what each takes (memory/thread_memory.h).
void installAllocator();

/// Whether the memory is what that thread took; false for what another allocator or a `KeptMemory`
/// gave.
bool isTakenBy(const ThreadMemory& thread, const c10::DataPtr& memory);

/// From now on it is what the calling thread took, if it is any thread's.
void takeOver(const c10::DataPtr& memory);

/// As long as it lives, large tensors that the calling thread makes take memory that earlier ones
/// have given back: no pages to ask of the system and clear at every step, and no heap in pieces.
/// At most an eighth more is held than the tensors have ever needed at once. Tensors may outlive
/// it.
class KeptMemory {
 public:
  KeptMemory();
  ~KeptMemory();
  KeptMemory(const KeptMemory&) = delete;
  KeptMemory& operator=(const KeptMemory&) = delete;

 private:
  std::shared_ptr<MemoryPool> pool_;
  std::shared_ptr<MemoryPool>* before_;
};

}  // namespace layca
