// A file that is written from its start to its end.
#pragma once

#include <fstream>
#include <memory>
#include <string>

#include <perfdata/base/result.hpp>

namespace perfdata {

/// A resource. What is written is collected and handed to the system in large pieces.
class output_file {
 public:
  /// Creates the file, or empties the one there is. "-" is standard output. Errors: errc::access_denied,
  /// errc::not_found for a folder that is not there, errc::system_failure, with the path and the system's
  /// words.
  [[nodiscard]] static result<std::unique_ptr<output_file>> create(const std::string& path);

  output_file(const output_file&) = delete;
  output_file& operator=(const output_file&) = delete;

  /// Text that goes to the file with the next flush(), or by itself when there is much.
  [[nodiscard]] std::string& text() noexcept { return text_; }

  /// Hands over what is collected once that is worth a call. Errors: errc::system_failure, such as a full
  /// disk.
  [[nodiscard]] result<void> write();

  /// Hands over everything. Errors: as write().
  [[nodiscard]] result<void> flush();

 private:
  explicit output_file(std::string path) : path_(std::move(path)) {}

  std::string path_;
  std::ofstream file_;
  std::ostream* stream_ = nullptr;
  std::string text_;
};

}  // namespace perfdata
