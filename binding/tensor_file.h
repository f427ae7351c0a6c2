// A part of a file read into memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace layca::binding {

/// Reads `bytes` at `offset`. Throws BadArgument, naming the file, where it cannot be read or is
/// too short.
void readFile(const std::string& path, int64_t offset, void* into, size_t bytes);

/// Throws BadArgument unless `path` is a regular file with `bytes` at `offset`; before anything is
/// allocated.
void checkFileHolds(const std::string& path, int64_t offset, int64_t bytes);

}  // namespace layca::binding
