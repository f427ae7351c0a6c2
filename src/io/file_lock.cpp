#include "io/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "engine_errors.h"

namespace layca {

std::unique_ptr<FileLock> FileLock::take(const std::string& path, const std::string& text) {
  for (;;) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) fail(path, "opened");
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      ::close(descriptor);
      return nullptr;
    }
    std::unique_ptr<FileLock> lock(new FileLock(path, descriptor));
    if (lock->isInPlace()) {
      lock->write(text);
      return lock;
    }
    // Another's file by now: it must not be removed.
    lock->path_.clear();
  }
}

FileLock::FileLock(std::string path, int descriptor)
    : path_(std::move(path)), descriptor_(descriptor) {}

FileLock::~FileLock() {
  if (!path_.empty()) ::unlink(path_.c_str());
  ::close(descriptor_);
}

bool FileLock::isInPlace() const {
  struct stat open{};
  struct stat named{};
  return ::fstat(descriptor_, &open) == 0 && ::stat(path_.c_str(), &named) == 0 &&
         open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

void FileLock::write(const std::string& text) const {
  if (::ftruncate(descriptor_, 0) != 0) fail(path_, "emptied");
  const ssize_t written = ::write(descriptor_, text.data(), text.size());
  if (written < 0) fail(path_, "written");
}

void FileLock::fail(const std::string& path, const char* action) {
  throw FileError(path + ": could not be " + action + ": " +
                  std::generic_category().message(errno));
}

}  // namespace layca
