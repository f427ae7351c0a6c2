#include "memory/thread_memory.h"

#include <utility>

namespace layca {

namespace {

thread_local ThreadMemory* current = nullptr;

}  // namespace

struct ThreadMemory::AtThreadEnd {
  ~AtThreadEnd() {
    if (current != nullptr) std::exchange(current, nullptr)->remove(kThread);
  }
};

ThreadMemory& ThreadMemory::mine() {
  if (current == nullptr) {
    current = new ThreadMemory;
    // Has run already where objects of the thread's that end after it take memory: then one of
    // these small ones stays.
    thread_local const AtThreadEnd end;
    static_cast<void>(&end);
  }
  return *current;
}

void ThreadMemory::remove(std::size_t bytes) {
  const auto less = static_cast<std::int64_t>(bytes);
  if (count_.fetch_sub(less, std::memory_order_acq_rel) == less) delete this;
}

}  // namespace layca
