#include "memory/aligned_memory.h"

#include <c10/core/CPUAllocator.h>
#include <c10/util/Exception.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#ifdef __APPLE__
#include <malloc/malloc.h>
#else
#include <malloc.h>
#endif

#include "memory/spare_blocks.h"
#include "memory/thread_memory.h"

namespace layca {

namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kPage = 4096;

/// Lies right before the first byte.
struct Head {
  std::atomic<ThreadMemory*> taker;
  std::uint64_t size : 56;   // With what malloc rounded up.
  std::uint64_t offset : 8;  // Of the first byte from where malloc's piece begins.
};

/// For the head and the way to a multiple: malloc's own addresses are multiples of 16 at least.
constexpr std::size_t kRoom = sizeof(Head) + kAlignment - alignof(std::max_align_t);
constexpr std::size_t kMost = PTRDIFF_MAX - kRoom - kAlignment;

[[noreturn]] void refuse(std::size_t bytes) {
  // It has the words that users of libtorch know.
  void* const found = c10::GetDefaultCPUAllocator()->raw_allocate(bytes);
  c10::GetDefaultCPUAllocator()->raw_deallocate(found);
  TORCH_CHECK(false, "DefaultCPUAllocator: can't allocate memory: you tried to allocate ", bytes,
              " bytes.");
}

Head& headOf(void* start) { return static_cast<Head*>(start)[-1]; }

std::size_t sizeOf(void* whole) {
#ifdef __APPLE__
  return malloc_size(whole);
#else
  return malloc_usable_size(whole);
#endif
}

std::uintptr_t startIn(void* whole) {
  const std::uintptr_t least = reinterpret_cast<std::uintptr_t>(whole) + sizeof(Head);
  return (least + kAlignment - 1) / kAlignment * kAlignment;
}

/// A piece of at least so many bytes; null for none.
void* takePiece(std::size_t bytes) {
  if (bytes < SpareBlocks::kLeast) return std::malloc(bytes);
  void* piece = SpareBlocks::all().take(bytes);
  if (piece == nullptr) piece = std::malloc(bytes);
  if (piece != nullptr) return piece;
  SpareBlocks::all().clear();
  return std::malloc(bytes);
}

void givePieceBack(void* piece, std::size_t bytes) {
  if (bytes < SpareBlocks::kLeast) {
    std::free(piece);
  } else {
    SpareBlocks::all().keep(piece, bytes);
  }
}

}  // namespace

void* takeAligned(std::size_t bytes) {
  if (bytes == 0) return nullptr;
  void* whole = bytes <= kMost ? takePiece(bytes + kRoom) : nullptr;
  if (whole != nullptr && startIn(whole) % kPage == 0) {
    // Too seldom to have room for it every time.
    std::free(whole);
    whole = std::malloc(bytes + kRoom + kAlignment);
  }
  if (whole == nullptr) refuse(bytes);
  std::uintptr_t start = startIn(whole);
  if (start % kPage == 0) start += kAlignment;
  auto* const address = reinterpret_cast<void*>(start);
  ThreadMemory& taker = ThreadMemory::mine();
  const std::size_t size = sizeOf(whole);
  taker.add(size);
  new (&headOf(address)) Head{{&taker}, size, start - reinterpret_cast<std::uintptr_t>(whole)};
  return address;
}

void giveAlignedBack(void* start) {
  if (start == nullptr) return;
  const Head& head = headOf(start);
  head.taker.load(std::memory_order_relaxed)->remove(head.size);
  givePieceBack(static_cast<char*>(start) - head.offset, head.size);
}

const ThreadMemory& takerOf(void* start) {
  return *headOf(start).taker.load(std::memory_order_relaxed);
}

void countForThisThread(void* start) {
  Head& head = headOf(start);
  ThreadMemory& taker = ThreadMemory::mine();
  taker.add(head.size);
  head.taker.exchange(&taker, std::memory_order_relaxed)->remove(head.size);
}

}  // namespace layca
