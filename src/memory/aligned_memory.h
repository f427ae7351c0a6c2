// Memory for tensors that malloc can use again.
//
// libtorch takes its tensors by posix_memalign, which looks for room for the alignment too: where a
// large tensor was freed and small ones still lie about the hole, glibc does not give that hole to
// the next tensor of the same size, and the process grows. Here room and address are malloc's own,
// so that equal tensors fit into one another's holes.
#pragma once

#include <cstddef>

namespace layca {

class ThreadMemory;

/// So many bytes at an address that is a multiple of 64 and of no page, counted for the thread;
/// null for none. Throws libtorch's error where there is not so much.
void* takeAligned(std::size_t bytes);

/// Frees what `takeAligned` gave.
void giveAlignedBack(void* start);

/// For which thread it counts.
const ThreadMemory& takerOf(void* start);

/// From now on it counts for the calling thread.
void countForThisThread(void* start);

}  // namespace layca
