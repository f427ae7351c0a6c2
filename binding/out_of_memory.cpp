#include "out_of_memory.h"

#include <string_view>

namespace layca::binding {

bool isOutOfMemory(const c10::Error& error) {
  if (dynamic_cast<const c10::OutOfMemoryError*>(&error) != nullptr) return true;
  // The allocator of the CPU has no type of its own for it.
  const std::string_view message = error.what_without_backtrace();
  return message.find("DefaultCPUAllocator: can't allocate memory") != std::string_view::npos;
}

}  // namespace layca::binding
