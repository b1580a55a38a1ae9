// A file that is read piece by piece at any place, however large it is.
#pragma once

#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>

namespace perfdata {

/// A resource.
class random_file {
 public:
  /// Errors: errc::not_found, errc::access_denied or errc::system_failure with the path and the system's
  /// words; errc::unsupported for what is no file with a size, such as a pipe or a folder.
  [[nodiscard]] static result<std::unique_ptr<random_file>> open(const std::string& path);

  /// Bytes that are already here, as a file; `name` is what messages call it.
  [[nodiscard]] static std::unique_ptr<random_file> in_memory(byte_buffer bytes, std::string name);

  random_file(const random_file&) = delete;
  random_file& operator=(const random_file&) = delete;

  /// When it was opened.
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

  /// Fills `into` from `offset` and returns how many bytes there were: fewer at the end of the file only.
  /// Errors: errc::system_failure when the system cannot read what the file should hold.
  [[nodiscard]] result<std::size_t> read(std::uint64_t offset, std::span<std::byte> into);

 private:
  explicit random_file(std::string path) : path_(std::move(path)) {}

  std::string path_;
  std::ifstream stream_;
  std::optional<byte_buffer> bytes_;  // instead of the stream
  std::uint64_t size_ = 0;
  std::uint64_t position_ = 0;
};

}  // namespace perfdata
