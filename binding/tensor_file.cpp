#include "tensor_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "errors.h"

namespace layca::binding {
namespace {

class Descriptor {
 public:
  explicit Descriptor(const std::string& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (fd_ < 0) throw BadArgument(path, "a readable file", std::strerror(errno));
  }
  ~Descriptor() { ::close(fd_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

}  // namespace

void checkFileHolds(const std::string& path, int64_t offset, int64_t bytes) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0)
    throw BadArgument(path, "a readable file", std::strerror(errno));
  if (!S_ISREG(status.st_mode)) throw BadArgument(path, "a regular file", "something else");
  if (offset < 0 || offset > status.st_size || bytes > status.st_size - offset) {
    throw BadRange(path, std::to_string(bytes) + " bytes at offset " + std::to_string(offset),
                   "a file of " + std::to_string(status.st_size) + " bytes");
  }
}

void readFile(const std::string& path, int64_t offset, void* into, size_t bytes) {
  const Descriptor file(path);
  char* target = static_cast<char*>(into);
  while (bytes > 0) {
    const ssize_t got = ::pread(file.get(), target, bytes, offset);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw BadArgument(path, "a readable file", std::strerror(errno));
    if (got == 0)
      throw BadRange(path, std::to_string(bytes) + " more bytes", "the end of the file");
    target += got;
    offset += got;
    bytes -= static_cast<size_t>(got);
  }
}

}  // namespace layca::binding
