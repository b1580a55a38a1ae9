#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <perfdata/recording/recording_file.hpp>

namespace perfdata {
namespace {

std::string_view advice_for(int number) {
  switch (number) {
    case ENOENT: return "check the path";
    case EACCES:
    case EPERM:
    case EROFS: return "check the file's permissions, or record to another place";
    case EISDIR: return "name a file, not a folder";
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return "make space, or record to another place; what was recorded so far can be read";
    default: return "";
  }
}

error file_error(std::string_view what, std::string_view path, int number) {
  error e{.code = errc::system_failure,
          .message = fmt::format("{} \"{}\": {}", what, path, std::generic_category().message(number)),
          .advice = std::string(advice_for(number))};
  if (number == ENOENT) e.code = errc::not_found;
  if (number == EACCES || number == EPERM || number == EROFS) e.code = errc::access_denied;
  return e;
}

template <class Call>
auto repeat_when_interrupted(Call call) {
  for (;;) {
    const auto done = call();
    if (done >= 0 || errno != EINTR) return done;
  }
}

}  // namespace

result<std::unique_ptr<readable_file>> readable_file::open(const std::string& path) {
  const int descriptor = repeat_when_interrupted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); });
  if (descriptor < 0) return failure(file_error("cannot open", path, errno));
  return std::unique_ptr<readable_file>(new readable_file(path, descriptor));
}

readable_file::~readable_file() {
  ::close(descriptor_);
}

std::uint64_t readable_file::size() const noexcept {
  struct stat facts {};
  return ::fstat(descriptor_, &facts) == 0 ? static_cast<std::uint64_t>(facts.st_size) : 0;
}

std::size_t readable_file::read_at(std::uint64_t offset, std::span<std::byte> out) const noexcept {
  std::size_t done = 0;
  while (done < out.size()) {
    const auto now = repeat_when_interrupted([&] {
      return ::pread(descriptor_, out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
    });
    if (now <= 0) break;
    done += static_cast<std::size_t>(now);
  }
  return done;
}

result<std::unique_ptr<appendable_file>> appendable_file::open(const std::string& path) {
  const int descriptor = repeat_when_interrupted(
      [&] { return ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644); });
  if (descriptor < 0) return failure(file_error("cannot record to", path, errno));
  std::unique_ptr<appendable_file> file(new appendable_file(path, descriptor, 0));
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return failure({.code = errc::access_denied,
                    .message = fmt::format("\"{}\" is being recorded to by another process", path),
                    .advice = "name another file, or end the other recording"});
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0) return failure(file_error("cannot record to", path, errno));
  if (!S_ISREG(facts.st_mode))
    return failure({.code = errc::invalid_argument,
                    .message = fmt::format("\"{}\" is not a file", path),
                    .advice = "a recording is a file on a disk"});
  file->size_ = static_cast<std::uint64_t>(facts.st_size);
  return file;
}

appendable_file::~appendable_file() {
  ::close(descriptor_);
}

// References inside the file count bytes, so nobody else may have written; and a file without a name is lost
// with this process.
result<void> appendable_file::check_still_ours() const {
  struct stat facts {};
  if (::fstat(descriptor_, &facts) != 0) return failure(file_error("cannot write to", path_, errno));
  const auto lost = [&](std::string_view how) {
    return failure({.code = errc::connection_lost,
                    .message = fmt::format("\"{}\" was {} while it was recorded to", path_, how),
                    .advice = "record to a place that nobody else cleans up"});
  };
  if (facts.st_nlink == 0) return lost("removed");
  if (static_cast<std::uint64_t>(facts.st_size) != size_) return lost("changed by somebody else");
  return {};
}

result<void> appendable_file::append(byte_view bytes) {
  if (auto ours = check_still_ours(); !ours) return ours;
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto now = repeat_when_interrupted(
        [&] { return ::write(descriptor_, bytes.data() + done, bytes.size() - done); });
    if (now <= 0) {
      const int number = now == 0 ? ENOSPC : errno;
      // What cannot be cut off either is an entry that is not whole: readers pass over it.
      if (done > 0 && ::ftruncate(descriptor_, static_cast<off_t>(size_)) != 0) size_ += done;
      return failure(file_error("cannot write to", path_, number));
    }
    done += static_cast<std::size_t>(now);
  }
  size_ += done;
  return {};
}

result<void> appendable_file::cut(std::uint64_t size) {
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0)
    return failure(file_error("cannot cut", path_, errno));
  size_ = size;
  return {};
}

result<void> appendable_file::sync() {
  if (repeat_when_interrupted([&] { return ::fdatasync(descriptor_); }) == 0) return {};
  return failure(file_error("cannot write to", path_, errno));
}

}  // namespace perfdata
