// The lines of a text file of any size, a piece of it in memory at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/recording/random_file.hpp>

namespace perfdata {

/// A resource. UTF-8 as it is, UTF-16 with a byte order mark turned into UTF-8 (PowerShell's `>` writes it),
/// anything else as it is.
class text_lines {
 public:
  /// A longer line is no line of a log.
  static constexpr std::size_t longest_line = std::size_t{64} << 20U;

  /// Errors: those of reading the first bytes.
  [[nodiscard]] static result<std::unique_ptr<text_lines>> open(std::unique_ptr<random_file> file);

  /// The next line without its end; false at the end of the file. The text is valid until the next call.
  /// Errors: errc::system_failure; errc::too_large for a line beyond `longest_line`, with its offset.
  [[nodiscard]] result<bool> next(std::string_view& line);

  /// Where in the file the line begins that next() gave last.
  [[nodiscard]] std::uint64_t line_offset() const noexcept { return line_offset_; }
  /// Where the next one begins.
  [[nodiscard]] std::uint64_t next_offset() const noexcept { return window_offset_ + position_; }

  /// Goes to the start of a line that next_offset() gave.
  void go_to(std::uint64_t offset) noexcept;

  [[nodiscard]] std::uint64_t size() const noexcept { return file_->size(); }
  [[nodiscard]] const std::string& path() const noexcept { return file_->path(); }

 private:
  explicit text_lines(std::unique_ptr<random_file> file) : file_(std::move(file)) {}
  [[nodiscard]] result<bool> read_more();
  [[nodiscard]] std::size_t find_end(std::size_t from) const noexcept;
  void show(byte_view bytes, std::string_view& line);

  std::unique_ptr<random_file> file_;
  bool is_utf16_ = false;
  std::uint64_t start_ = 0;  // behind the byte order mark
  byte_buffer window_;
  std::uint64_t window_offset_ = 0;
  std::size_t used_ = 0;  // bytes of the window that hold text
  std::size_t position_ = 0;
  std::uint64_t line_offset_ = 0;
  std::string line_;
};

}  // namespace perfdata
