#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fmt/format.h>
#include <system_error>

#include <perfdata/recording/random_file.hpp>

namespace perfdata {
namespace {

error cannot(std::string_view what, const std::string& path, const std::error_code& why) {
  error e{.code = errc::system_failure,
          .message = fmt::format("cannot {} \"{}\": {}", what, path, why.message())};
  if (why == std::errc::no_such_file_or_directory) {
    e.code = errc::not_found;
    e.advice = "check the path";
  } else if (why == std::errc::permission_denied) {
    e.code = errc::access_denied;
    e.advice = "check the file's permissions";
  }
  return e;
}

std::filesystem::path to_path(const std::string& utf8) {
  return std::u8string(utf8.begin(), utf8.end());
}

}  // namespace

result<std::unique_ptr<random_file>> random_file::open(const std::string& path) {
  std::error_code failed;
  const auto status = std::filesystem::status(to_path(path), failed);
  if (failed) return failure(cannot("open", path, failed));
  if (!std::filesystem::is_regular_file(status))
    return failure({.code = errc::unsupported,
                    .message = fmt::format("\"{}\" is no file that can be read at any place", path),
                    .advice = "write what the pipe brings to a file, and name that"});
  const auto size = std::filesystem::file_size(to_path(path), failed);
  if (failed) return failure(cannot("open", path, failed));
  std::unique_ptr<random_file> file(new random_file(path));
  file->stream_.rdbuf()->pubsetbuf(nullptr, 0);  // readers hold buffers of their own
  errno = 0;
  file->stream_.open(to_path(path), std::ios::binary);
  if (!file->stream_) return failure(cannot("open", path, {errno, std::generic_category()}));
  file->size_ = size;
  return file;
}

std::unique_ptr<random_file> random_file::in_memory(byte_buffer bytes, std::string name) {
  std::unique_ptr<random_file> file(new random_file(std::move(name)));
  file->size_ = bytes.size();
  file->bytes_ = std::move(bytes);
  return file;
}

result<std::size_t> random_file::read(std::uint64_t offset, std::span<std::byte> into) {
  if (offset >= size_) return 0U;
  if (bytes_) {
    const auto part =
        byte_view(*bytes_).subspan(offset, std::min<std::uint64_t>(into.size(), size_ - offset));
    std::ranges::copy(part, into.begin());
    return part.size();
  }
  const auto wanted = static_cast<std::streamsize>(std::min<std::uint64_t>(into.size(), size_ - offset));
  errno = 0;
  if (offset != position_) stream_.seekg(static_cast<std::streamoff>(offset));
  stream_.read(static_cast<char*>(static_cast<void*>(into.data())), wanted);
  const auto got = stream_.gcount();
  if (got < wanted) {
    const std::error_code why(errno, std::generic_category());
    stream_.clear();
    position_ = size_;  // unknown: the next read seeks
    if (why) return failure(cannot("read", path_, why));
    return static_cast<std::size_t>(got);
  }
  position_ = offset + static_cast<std::uint64_t>(got);
  return static_cast<std::size_t>(got);
}

}  // namespace perfdata
