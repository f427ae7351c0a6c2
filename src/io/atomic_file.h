// Files that appear whole or not at all, and go.
#pragma once

#include <cstddef>
#include <string>

namespace layca {

/// Write, then `commit`; without it (an exception) the temporary file is removed and nothing was
/// changed.
class AtomicFile {
 public:
  /// Opens a temporary file beside `path`. Every member throws FileError with the path and the
  /// system's reason.
  explicit AtomicFile(std::string path);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(const void* data, std::size_t bytes);
  /// Syncs the contents to the disk and renames.
  void commit();

 private:
  [[noreturn]] void fail(const char* action) const;

  std::string path_;
  std::string temporary_;
  int descriptor_ = -1;
};

/// Removes a file where there is one; throws FileError with the path and the system's reason.
void removeFile(const std::string& path);

}  // namespace layca
