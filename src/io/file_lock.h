// A file that one holder has at a time.
#pragma once

#include <memory>
#include <string>

namespace layca {

/// The system lets go of it however the process ends, so that nobody need guess whether a holder
/// still lives.
class FileLock {
 public:
  /// Makes the file, locks it and writes `text` into it, which says whose it is. Nothing where it
  /// is held already, by this process or another. On a file system without locks everyone gets it.
  /// Throws FileError with the path and the system's reason.
  static std::unique_ptr<FileLock> take(const std::string& path, const std::string& text);
  /// Removes the file.
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  FileLock(std::string path, int descriptor);
  /// Whether the path still leads to the file that is open: its last holder may have removed it.
  bool isInPlace() const;
  void write(const std::string& text) const;
  [[noreturn]] static void fail(const std::string& path, const char* action);

  std::string path_;
  int descriptor_;
};

}  // namespace layca
