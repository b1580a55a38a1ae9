// Ctrl-C and SIGTERM as something that a command can wait for.
#pragma once

#include <chrono>

namespace perfdata::cli {

/// A resource, one at a time: while it lives, SIGINT and SIGTERM set a flag instead of ending the program. A
/// second one ends the program at once, so that a command that hangs can still be stopped.
class interrupt {
 public:
  interrupt();
  interrupt(const interrupt&) = delete;
  interrupt& operator=(const interrupt&) = delete;
  ~interrupt();

  [[nodiscard]] bool requested() const noexcept;

  /// Waits for `deadline` or a signal. Returns whether a signal came.
  bool wait_until(std::chrono::steady_clock::time_point deadline) const noexcept;
};

}  // namespace perfdata::cli
