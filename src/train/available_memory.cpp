#include "train/available_memory.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

namespace layca {

namespace {

constexpr std::int64_t kUnknown = std::numeric_limits<std::int64_t>::max();

/// MemAvailable of /proc/meminfo.
std::int64_t systemMemory() {
  std::ifstream file("/proc/meminfo");
  std::string key;
  std::string unit;
  std::int64_t kibibytes = 0;
  while (file >> key >> kibibytes) {
    if (key == "MemAvailable:") return kibibytes * 1024;
    std::getline(file, unit);
  }
#ifdef _SC_PHYS_PAGES
  const auto pages = sysconf(_SC_PHYS_PAGES);
  if (pages > 0) return static_cast<std::int64_t>(pages) * sysconf(_SC_PAGESIZE) / 2;
#endif
  return kUnknown;
}

std::int64_t readNumber(const char* path) {
  std::ifstream file(path);
  std::int64_t number = 0;
  return file >> number ? number : kUnknown;
}

/// What the control group leaves (version 2; `max` does not parse and counts as no limit).
std::int64_t containerMemory() {
  const std::int64_t limit = readNumber("/sys/fs/cgroup/memory.max");
  const std::int64_t used = readNumber("/sys/fs/cgroup/memory.current");
  return limit == kUnknown || used == kUnknown ? kUnknown : std::max<std::int64_t>(0, limit - used);
}

}  // namespace

std::int64_t availableMemory(at::Device device) {
  if (!device.is_cpu()) return 0;
  const std::int64_t least = std::min(systemMemory(), containerMemory());
  return least == kUnknown ? 0 : least;
}

}  // namespace layca
