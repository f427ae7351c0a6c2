#include "memory/aligned_memory.h"

#include <c10/core/CPUAllocator.h>
#include <c10/util/Exception.h>

#include <cstdint>
#include <cstdlib>

#include "memory/thread_memory.h"

namespace layca {

namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kPage = 4096;
/// For the address of the whole before the start, the way to a multiple, and one more off a page.
constexpr std::size_t kRoom = sizeof(void*) + 2 * kAlignment;
constexpr std::size_t kMost = PTRDIFF_MAX - kRoom;

[[noreturn]] void refuse(std::size_t bytes) {
  // It has the words that users of libtorch know.
  void* const found = c10::GetDefaultCPUAllocator()->raw_allocate(bytes);
  c10::GetDefaultCPUAllocator()->raw_deallocate(found);
  TORCH_CHECK(false, "DefaultCPUAllocator: can't allocate memory: you tried to allocate ", bytes,
              " bytes.");
}

void*& wholeOf(void* start) { return static_cast<void**>(start)[-1]; }

}  // namespace

void* takeAligned(std::size_t bytes) {
  if (bytes == 0) return nullptr;
  void* const whole = bytes <= kMost ? std::malloc(bytes + kRoom) : nullptr;
  if (whole == nullptr) refuse(bytes);
  const std::uintptr_t least = reinterpret_cast<std::uintptr_t>(whole) + sizeof(void*);
  std::uintptr_t start = (least + kAlignment - 1) / kAlignment * kAlignment;
  if (start % kPage == 0) start += kAlignment;
  auto* const address = reinterpret_cast<void*>(start);
  wholeOf(address) = whole;
  countTaken(whole);
  return address;
}

void giveAlignedBack(void* start) {
  if (start == nullptr) return;
  void* const whole = wholeOf(start);
  countGivenBack(whole);
  std::free(whole);
}

}  // namespace layca
