// The two ways in which a recording's file is open: to read anywhere, and to append whole entries.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>

namespace perfdata {

/// A resource: a file open for reading, which somebody else may be appending to.
class readable_file {
 public:
  /// Errors: errc::not_found, errc::access_denied, errc::system_failure with the path and the system's words.
  [[nodiscard]] static result<std::unique_ptr<readable_file>> open(const std::string& path);

  readable_file(const readable_file&) = delete;
  readable_file& operator=(const readable_file&) = delete;
  ~readable_file();

  /// Now; it may have grown since the last call. 0 when the system does not say.
  [[nodiscard]] std::uint64_t size() const noexcept;
  /// How many bytes there were; fewer than asked for at the end and where the disk cannot be read.
  [[nodiscard]] std::size_t read_at(std::uint64_t offset, std::span<std::byte> out) const noexcept;
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  readable_file(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

  std::string path_;
  int descriptor_;
};

/// A resource: a file that only this process appends to; others are kept out by an advisory lock.
class appendable_file {
 public:
  /// Makes the file when there is none. Errors: as readable_file::open; errc::access_denied when another
  /// process has it open for appending.
  [[nodiscard]] static result<std::unique_ptr<appendable_file>> open(const std::string& path);

  appendable_file(const appendable_file&) = delete;
  appendable_file& operator=(const appendable_file&) = delete;
  ~appendable_file();

  /// Where the next append lands.
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

  /// All of `bytes` or none of them. When this returns, they outlive this process, whatever ends it; they
  /// outlive a power failure once sync() returned. Errors: errc::system_failure with the system's words (no
  /// space, over quota, an I/O error); errc::connection_lost when the file was removed or changed by
  /// somebody else. What was appended before stays readable, and a later append may succeed.
  [[nodiscard]] result<void> append(byte_view bytes);

  /// Drops what is behind `size`.
  [[nodiscard]] result<void> cut(std::uint64_t size);

  /// fdatasync().
  [[nodiscard]] result<void> sync();

 private:
  appendable_file(std::string path, int descriptor, std::uint64_t size)
      : path_(std::move(path)), descriptor_(descriptor), size_(size) {}
  [[nodiscard]] result<void> check_still_ours() const;

  std::string path_;
  int descriptor_;
  std::uint64_t size_;
};

}  // namespace perfdata
