// A program that a test runs for what it prints.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace perfdata::test {

/// How a program ended. `code` is -1 when a signal ended it or it had to be killed for running too long.
struct finished {
  int code = -1;
  std::string out{};
  std::string err{};
};

/// A folder that goes with the object.
class scratch_folder {
 public:
  scratch_folder();
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  ~scratch_folder();

  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// A running program. Its output goes to files, so it never waits for a reader. Killed when the object goes.
class captured_process {
 public:
  explicit captured_process(const std::vector<std::string>& command, std::string_view input = {});
  captured_process(const captured_process&) = delete;
  captured_process& operator=(const captured_process&) = delete;
  ~captured_process();

  void signal(int number) const;
  [[nodiscard]] pid_t pid() const noexcept { return pid_; }

  /// Waits until standard output holds `count` times `text`. False when that did not come within `limit`.
  [[nodiscard]] bool wait_for_output(std::string_view text, std::size_t count,
                                     std::chrono::seconds limit) const;

  /// Waits until `text` stands somewhere behind the last `mark` of standard output.
  [[nodiscard]] bool wait_for_output_after(std::string_view mark, std::string_view text,
                                           std::chrono::seconds limit) const;

  /// Waits for the end.
  [[nodiscard]] finished finish(std::chrono::seconds limit = std::chrono::seconds(20));

 private:
  scratch_folder folder_;
  pid_t pid_ = -1;
};

/// Runs to the end.
[[nodiscard]] finished run_captured(const std::vector<std::string>& command, std::string_view input = {});

/// Runs on a terminal of its own: waits for `prompt`, types `keys`, and gives everything the terminal showed.
[[nodiscard]] finished run_on_terminal(const std::vector<std::string>& command, std::string_view prompt,
                                       std::string_view keys, std::chrono::seconds limit);

[[nodiscard]] std::string read_text(const std::filesystem::path& file);
void write_text(const std::filesystem::path& file, std::string_view text);

}  // namespace perfdata::test
