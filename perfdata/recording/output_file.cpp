#include <cerrno>
#include <filesystem>
#include <fmt/format.h>
#include <iostream>
#include <system_error>

#include <perfdata/recording/output_file.hpp>

namespace perfdata {
namespace {

constexpr std::size_t worth_a_call = std::size_t{256} << 10U;

error cannot_write(const std::string& path, int number) {
  error e{.code = errc::system_failure,
          .message = fmt::format("cannot write {}: {}",
                                 path == "-" ? "standard output" : fmt::format("\"{}\"", path),
                                 std::generic_category().message(number)),
          .advice = "check the path, its permissions and the space that is left"};
  if (number == ENOENT) e.code = errc::not_found;
  if (number == EACCES || number == EPERM) e.code = errc::access_denied;
  return e;
}

}  // namespace

result<std::unique_ptr<output_file>> output_file::create(const std::string& path) {
  std::unique_ptr<output_file> out(new output_file(path));
  out->stream_ = &std::cout;
  if (path == "-") return out;
  errno = 0;
  out->file_.open(std::filesystem::path(std::u8string(path.begin(), path.end())),
                  std::ios::binary | std::ios::trunc);
  if (!out->file_) return failure(cannot_write(path, errno));
  out->stream_ = &out->file_;
  return out;
}

result<void> output_file::write() {
  return text_.size() < worth_a_call ? result<void>{} : flush();
}

result<void> output_file::flush() {
  errno = 0;
  stream_->write(text_.data(), static_cast<std::streamsize>(text_.size()));
  stream_->flush();
  text_.clear();
  if (!*stream_) return failure(cannot_write(path_, errno));
  return {};
}

}  // namespace perfdata
