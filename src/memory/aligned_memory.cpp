#include "memory/aligned_memory.h"

#include <c10/core/CPUAllocator.h>
#include <c10/util/Exception.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "memory/thread_memory.h"

namespace layca {

namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kPage = 4096;

/// Lies right before the first byte.
struct Head {
  void* whole;  // What malloc gave.
  std::size_t size;
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

std::uintptr_t startIn(void* whole) {
  const std::uintptr_t least = reinterpret_cast<std::uintptr_t>(whole) + sizeof(Head);
  return (least + kAlignment - 1) / kAlignment * kAlignment;
}

}  // namespace

void* takeAligned(std::size_t bytes) {
  if (bytes == 0) return nullptr;
  void* whole = bytes <= kMost ? std::malloc(bytes + kRoom) : nullptr;
  if (whole != nullptr && startIn(whole) % kPage == 0) {
    // Too seldom to have room for it every time.
    std::free(whole);
    whole = std::malloc(bytes + kRoom + kAlignment);
  }
  if (whole == nullptr) refuse(bytes);
  std::uintptr_t start = startIn(whole);
  if (start % kPage == 0) start += kAlignment;
  auto* const address = reinterpret_cast<void*>(start);
  headOf(address) = {whole, countTaken(whole)};
  return address;
}

void giveAlignedBack(void* start) {
  if (start == nullptr) return;
  const Head head = headOf(start);
  countGivenBack(head.size);
  std::free(head.whole);
}

}  // namespace layca
