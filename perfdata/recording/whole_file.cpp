#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <memory>
#include <system_error>

#include <perfdata/base/open_file.hpp>
#include <perfdata/recording/whole_file.hpp>

namespace perfdata {
namespace {

error file_error(std::string_view what, std::string_view name, int number) {
  error e{.code = errc::system_failure,
          .message = fmt::format("{} \"{}\": {}", what, name, std::generic_category().message(number))};
  if (number == ENOENT) {
    e.code = errc::not_found;
    e.advice = "check the path";
  } else if (number == EACCES || number == EPERM) {
    e.code = errc::access_denied;
    e.advice = "check the file's permissions";
  } else if (number == EISDIR) {
    e.advice = "name a file, not a folder";
  }
  return e;
}

struct close_file {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

}  // namespace

result<byte_buffer> read_whole_stream(std::FILE* stream, std::string_view name, std::size_t ceiling) {
  constexpr std::size_t first_read = std::size_t{64} * 1024;
  byte_buffer bytes;
  std::size_t used = 0;
  for (;;) {
    // One byte beyond the ceiling tells a file that is too large from one that just fits.
    const std::size_t capacity = std::min(std::max(first_read, 2 * used), ceiling + 1);
    bytes.resize(capacity);
    errno = 0;
    used += std::fread(bytes.data() + used, 1, capacity - used, stream);
    if (used > ceiling)
      return failure({.code = errc::too_large,
                      .message = fmt::format("\"{}\" is larger than {} bytes", name, ceiling),
                      .advice = "this is no file of the kind that was expected"});
    if (used < capacity) break;
  }
  if (std::ferror(stream) != 0) return failure(file_error("cannot read", name, errno));
  bytes.resize(used);
  return bytes;
}

result<byte_buffer> read_whole_file(const std::string& path, std::size_t ceiling) {
  errno = 0;
  const std::unique_ptr<std::FILE, close_file> file(open_file(path, "rb"));
  if (!file) return failure(file_error("cannot open", path, errno));
  return read_whole_stream(file.get(), path, ceiling);
}

}  // namespace perfdata
