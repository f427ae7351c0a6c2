// How much memory of libtorch's on the CPU a thread has taken.
#pragma once

#include <cstddef>
#include <cstdint>

namespace layca {

/// Bytes that the calling thread took from libtorch's allocator less those that it gave back,
/// whoever holds them: only differences mean something. Counts once `installAllocator`
/// (train/kept_memory.h) has run.
std::int64_t threadBytes();

/// Counts memory that begins at `start`, as malloc gave it, for the calling thread; its bytes, with
/// what malloc rounded up.
std::size_t countTaken(void* start);

/// So many less.
void countGivenBack(std::size_t bytes);

}  // namespace layca
