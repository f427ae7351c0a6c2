#include "memory/thread_memory.h"

#ifdef __APPLE__
#include <malloc/malloc.h>
#else
#include <malloc.h>
#endif

namespace layca {

namespace {

thread_local std::int64_t bytes = 0;

/// With what malloc rounded up: who frees is told the address only.
std::int64_t sizeOf(void* start) {
#ifdef __APPLE__
  return static_cast<std::int64_t>(malloc_size(start));
#else
  return static_cast<std::int64_t>(malloc_usable_size(start));
#endif
}

}  // namespace

std::int64_t threadBytes() { return bytes; }

void countTaken(void* start) { bytes += sizeOf(start); }

void countGivenBack(void* start) { bytes -= sizeOf(start); }

}  // namespace layca
