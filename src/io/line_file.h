// A file that grows line by line.
#pragma once

#include <cstdint>
#include <string>

namespace layca {

class LineFile {
 public:
  /// Opens or makes the file and cuts it to its first `bytes` bytes. Every member throws FileError
  /// with the path and the system's reason.
  LineFile(std::string path, std::int64_t bytes);
  ~LineFile();
  LineFile(const LineFile&) = delete;
  LineFile& operator=(const LineFile&) = delete;

  /// Writes the line and its end through to the system, so that it outlives this process.
  void append(const std::string& line);
  /// Waits until all of it is on the disk.
  void sync();
  std::int64_t bytes() const { return bytes_; }

 private:
  [[noreturn]] void fail(const char* action) const;

  std::string path_;
  int descriptor_;
  std::int64_t bytes_;
};

}  // namespace layca
