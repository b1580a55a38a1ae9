// A program that a test runs for what it prints: captured_process.cpp, or captured_process_windows.cpp for
// what Windows can do of it.
#pragma once

#include "tests/support/scratch_folder.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace perfdata::test {

/// How a program ended. `code` is -1 when a signal ended it or it had to be killed for running too long.
struct finished {
  int code = -1;
  std::string out{};
  std::string err{};
};

/// A running program. Its output goes to files, so it never waits for a reader. Killed when the object goes.
class captured_process {
 public:
  explicit captured_process(const std::vector<std::string>& command, std::string_view input = {});
  captured_process(const captured_process&) = delete;
  captured_process& operator=(const captured_process&) = delete;
  ~captured_process();

  /// The number by which the system knows it.
  [[nodiscard]] int pid() const noexcept;

  /// Not on Windows.
  void signal(int number) const;

  /// Waits until standard output holds `count` times `text`. False when that did not come within `limit`.
  [[nodiscard]] bool wait_for_output(std::string_view text, std::size_t count,
                                     std::chrono::seconds limit) const;

  /// Waits until `text` stands somewhere behind the last `mark` of standard output.
  [[nodiscard]] bool wait_for_output_after(std::string_view mark, std::string_view text,
                                           std::chrono::seconds limit) const;

  /// Waits for the end.
  [[nodiscard]] finished finish(std::chrono::seconds limit = std::chrono::seconds(20));

 private:
  struct process;
  scratch_folder folder_;
  std::unique_ptr<process> process_;
};

/// Runs to the end.
[[nodiscard]] finished run_captured(const std::vector<std::string>& command, std::string_view input = {});

/// Not on Windows. Runs on a terminal of its own: waits for `prompt`, types `keys`, and gives everything the
/// terminal showed.
[[nodiscard]] finished run_on_terminal(const std::vector<std::string>& command, std::string_view prompt,
                                       std::string_view keys, std::chrono::seconds limit);

}  // namespace perfdata::test
