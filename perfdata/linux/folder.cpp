#include <charconv>
#include <fcntl.h>

#include <perfdata/linux/folder.hpp>

namespace perfdata::procfs {
namespace {

int open_folder(int base, const char* path) noexcept {
  int descriptor = -1;
  do {
    descriptor = ::openat(base, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOCTTY);
  } while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

}  // namespace

folder::~folder() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

folder folder::open(const char* path) noexcept {
  return folder(open_folder(AT_FDCWD, path));
}

folder folder::open_inside(const char* path) const noexcept {
  return is_open() ? folder(open_folder(descriptor_, path)) : folder();
}

bool folder::has(const char* path) const noexcept {
  return is_open() && ::faccessat(descriptor_, path, F_OK, 0) == 0;
}

std::optional<std::uint32_t> whole_number(const char* text) noexcept {
  std::uint32_t value = 0;
  const char* end = text + std::strlen(text);
  const auto parsed = std::from_chars(text, end, value);
  if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
  return value;
}

}  // namespace perfdata::procfs
