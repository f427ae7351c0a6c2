#include "io/line_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "engine_errors.h"

namespace layca {

LineFile::LineFile(std::string path, std::int64_t bytes)
    : path_(std::move(path)),
      descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666)),
      bytes_(bytes) {
  if (descriptor_ < 0) fail("opened");
  struct stat status{};
  if (::fstat(descriptor_, &status) != 0) fail("read");
  if (status.st_size < bytes) {
    ::close(descriptor_);
    throw FileError(path_ + ": expected at least " + std::to_string(bytes) +
                    " bytes, as the checkpoint says, but found " + std::to_string(status.st_size));
  }
  if (::ftruncate(descriptor_, bytes) != 0 || ::lseek(descriptor_, bytes, SEEK_SET) < 0) {
    fail("cut");
  }
}

LineFile::~LineFile() { ::close(descriptor_); }

void LineFile::append(const std::string& line) {
  const std::string text = line + "\n";
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t written = ::write(descriptor_, text.data() + done, text.size() - done);
    if (written < 0) {
      if (errno == EINTR) continue;
      fail("written");
    }
    done += static_cast<std::size_t>(written);
  }
  bytes_ += static_cast<std::int64_t>(text.size());
}

void LineFile::sync() {
  if (::fsync(descriptor_) != 0) fail("synced");
}

void LineFile::fail(const char* action) const {
  throw FileError(path_ + ": could not be " + action + ": " +
                  std::generic_category().message(errno));
}

}  // namespace layca
