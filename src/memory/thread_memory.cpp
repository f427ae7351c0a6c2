#include "memory/thread_memory.h"

#ifdef __APPLE__
#include <malloc/malloc.h>
#else
#include <malloc.h>
#endif

namespace layca {

namespace {

thread_local std::int64_t taken = 0;

std::size_t sizeOf(void* start) {
#ifdef __APPLE__
  return malloc_size(start);
#else
  return malloc_usable_size(start);
#endif
}

}  // namespace

std::int64_t threadBytes() { return taken; }

std::size_t countTaken(void* start) {
  const std::size_t bytes = sizeOf(start);
  taken += static_cast<std::int64_t>(bytes);
  return bytes;
}

void countGivenBack(std::size_t bytes) { taken -= static_cast<std::int64_t>(bytes); }

}  // namespace layca
