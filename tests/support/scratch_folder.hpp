// Files that a test makes, and that go with it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace perfdata::test {

/// A path that is text in UTF-8 wherever text is wanted, on Windows too.
class scratch_path : public std::filesystem::path {
 public:
  explicit scratch_path(const std::filesystem::path& other) : std::filesystem::path(other) {}
  operator std::string() const;  // NOLINT(google-explicit-constructor): as a path has it elsewhere
};

/// A folder that goes with the object.
class scratch_folder {
 public:
  scratch_folder();
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  ~scratch_folder();

  /// `name` in UTF-8.
  [[nodiscard]] scratch_path operator/(std::string_view name) const;

 private:
  std::filesystem::path path_;
};

[[nodiscard]] std::string read_text(const std::filesystem::path& file);
void write_text(const std::filesystem::path& file, std::string_view text);

}  // namespace perfdata::test
