#include <algorithm>
#include <fcntl.h>

#include <perfdata/linux/file_reader.hpp>

namespace perfdata::procfs {
namespace {

read_failure why(int error) noexcept {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
    case ESRCH: return read_failure::gone;
    case EACCES:
    case EPERM: return read_failure::denied;
    default: return read_failure::unreadable;
  }
}

class open_file {
 public:
  open_file(const folder& in, const char* path) noexcept {
    do {
      descriptor_ = ::openat(in.descriptor(), path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    } while (descriptor_ < 0 && errno == EINTR);
  }
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;
  ~open_file() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

 private:
  int descriptor_ = -1;
};

}  // namespace

file_text file_reader::read(const folder& in, const char* path) {
  if (!in.is_open()) return tl::unexpected(read_failure::gone);
  const open_file file(in, path);
  if (file.descriptor() < 0) return tl::unexpected(why(errno));
  std::size_t size = 0;
  for (;;) {
    if (size == buffer_.size()) {
      if (size >= ceiling) return tl::unexpected(read_failure::unreadable);
      buffer_.resize(std::min(2 * size, ceiling));
    }
    const auto got = ::read(file.descriptor(), buffer_.data() + size, buffer_.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return tl::unexpected(why(errno));
    // The kernel hands some files out record by record, so only an empty read is the end.
    if (got == 0) return std::string_view(buffer_.data(), size);
    size += static_cast<std::size_t>(got);
  }
}

}  // namespace perfdata::procfs
