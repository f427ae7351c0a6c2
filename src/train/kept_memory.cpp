#include "train/kept_memory.h"

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#ifdef __linux__
#include <sys/mman.h>
#endif

#include "memory/aligned_memory.h"

namespace layca {

namespace {

/// Bytes from which it is worth while: malloc keeps smaller pieces itself.
constexpr std::size_t kLeast = std::size_t{1} << 17;
constexpr std::size_t kPage = 4096;

void* firstPage(const at::DataPtr& memory) {
  const auto start = reinterpret_cast<std::uintptr_t>(memory.get());
  return reinterpret_cast<void*>((start + kPage - 1) / kPage * kPage);
}

/// So many bytes from `firstPage` on.
at::DataPtr takeFromSystem(std::size_t bytes) {
  at::DataPtr memory = c10::GetDefaultCPUAllocator()->allocate(bytes + kPage);
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  // Only advice: a tensor that a step goes through from end to end wants few large pages.
  constexpr std::size_t huge = std::size_t{1} << 21;
  auto* const start = static_cast<char*>(memory.get());
  const std::size_t skip = (huge - reinterpret_cast<std::uintptr_t>(start) % huge) % huge;
  if (bytes >= skip + huge) madvise(start + skip, (bytes - skip) / huge * huge, MADV_HUGEPAGE);
#endif
  return memory;
}

}  // namespace

class MemoryPool {
 public:
  /// Memory of at least so many bytes, and how many it has.
  std::pair<at::DataPtr, std::size_t> take(std::size_t bytes) {
    const std::size_t size = (bytes + kPage - 1) / kPage * kPage;
    const std::lock_guard lock(mutex_);
    const auto found = free_.lower_bound(size);
    if (found != free_.end() && found->first <= size + size / 8) {
      std::pair<at::DataPtr, std::size_t> block{std::move(found->second), found->first};
      kept_ -= block.second;
      free_.erase(found);
      count(block.second);
      return block;
    }
    count(size);
    while (!free_.empty() && used_ + kept_ > most_ + most_ / 8) {
      const auto largest = std::prev(free_.end());
      kept_ -= largest->first;
      free_.erase(largest);
    }
    return {takeFromSystem(size), size};
  }

  void giveBack(at::DataPtr memory, std::size_t size) {
    const std::lock_guard lock(mutex_);
    used_ -= size;
    if (closed_) return;
    kept_ += size;
    free_.emplace(size, std::move(memory));
  }

  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    free_.clear();
  }

 private:
  void count(std::size_t size) {
    used_ += size;
    most_ = std::max(most_, used_);
  }

  std::mutex mutex_;
  std::multimap<std::size_t, at::DataPtr> free_;
  std::size_t used_ = 0;
  std::size_t kept_ = 0;
  std::size_t most_ = 0;
  bool closed_ = false;
};

namespace {

thread_local std::shared_ptr<MemoryPool>* current = nullptr;

/// A pool's memory in the hands of a tensor.
struct Lent {
  at::DataPtr memory;
  std::size_t size = 0;
  std::shared_ptr<MemoryPool> pool;
};

/// What is lent by all pools, by its first byte: libtorch asks of an allocator that its memory can
/// be freed by the pointer alone.
class Register {
 public:
  void add(void* start, Lent lent) {
    const std::lock_guard lock(mutex_);
    lent_.emplace(start, std::move(lent));
  }

  std::optional<Lent> take(void* start) {
    const std::lock_guard lock(mutex_);
    const auto found = lent_.find(start);
    if (found == lent_.end()) return std::nullopt;
    Lent lent = std::move(found->second);
    lent_.erase(found);
    return lent;
  }

 private:
  std::mutex mutex_;
  std::unordered_map<void*, Lent> lent_;
};

Register& lentMemory() {
  // Never destroyed: tensors may be freed after static objects, when a process exits.
  static auto* const all = new Register;
  return *all;
}

/// Pools lend whole pages; `takeAligned` gives no address that begins one.
bool isLent(void* start) { return reinterpret_cast<std::uintptr_t>(start) % kPage == 0; }

void release(void* start) {
  if (isLent(start)) {
    if (auto lent = lentMemory().take(start)) {
      lent->pool->giveBack(std::move(lent->memory), lent->size);
      return;
    }
  }
  giveAlignedBack(start);
}

at::DataPtr takeCounted(std::size_t bytes) {
  void* const start = takeAligned(bytes);
  return {start, start, &release, at::kCPU};
}

bool isCounted(const at::DataPtr& memory) {
  return memory.get_deleter() == &release && memory.get_context() != nullptr &&
         !isLent(memory.get_context());
}

/// Counted memory of malloc's, but for large tensors of threads that keep theirs.
class KeepingAllocator : public c10::Allocator {
 public:
  at::DataPtr allocate(std::size_t bytes) override {
    if (current == nullptr || bytes < kLeast) return takeCounted(bytes);
    auto [memory, size] = (*current)->take(bytes);
    void* const start = firstPage(memory);
    lentMemory().add(start, {std::move(memory), size, *current});
    return {start, start, &release, at::kCPU};
  }

  c10::DeleterFnPtr raw_deleter() const override { return &release; }

  void copy_data(void* to, const void* from, std::size_t bytes) const override {
    default_copy_data(to, from, bytes);
  }
};

}  // namespace

void installAllocator() {
  static std::once_flag once;
  // Never destroyed: libtorch keeps it to the end of the process.
  std::call_once(once, [] { c10::SetCPUAllocator(new KeepingAllocator); });
}

bool isTakenBy(const ThreadMemory& thread, const c10::DataPtr& memory) {
  return isCounted(memory) && &takerOf(memory.get_context()) == &thread;
}

void takeOver(const c10::DataPtr& memory) {
  if (isCounted(memory)) countForThisThread(memory.get_context());
}

KeptMemory::KeptMemory() : pool_(std::make_shared<MemoryPool>()), before_(current) {
  installAllocator();
  current = &pool_;
}

KeptMemory::~KeptMemory() {
  current = before_;
  pool_->close();
}

}  // namespace layca
