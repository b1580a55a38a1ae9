// Programs that a test starts, and ends by their id.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace perfdata::test {

/// Runs `command` to its end with `input` on its standard input; its output goes nowhere. The exit code, or
/// -1 when it could not be started or did not end within `limit` (then it is killed).
[[nodiscard]] int run_program(const std::vector<std::string>& command, std::string_view input,
                              std::chrono::seconds limit);

/// A daemon in the foreground, in a process group of its own. A resource: ends the group with itself, and the
/// system ends it with this process.
class child_process {
 public:
  explicit child_process(const std::vector<std::string>& command);
  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;
  ~child_process() { kill(); }

  [[nodiscard]] bool running();
  /// SIGTERM, and SIGKILL when that does not end it in five seconds. Returns when the whole group is gone.
  void stop();
  /// SIGKILL to the whole group: what a crash or a pulled plug looks like.
  void kill();
  /// SIGSTOP and SIGCONT: alive, and answering nothing.
  void freeze() const;
  void thaw() const;

 private:
  void signal_group(int signal) const;
  [[nodiscard]] bool group_gone() const;
  [[nodiscard]] bool wait_until_gone(std::chrono::seconds limit);

  pid_t pid_ = -1;
  bool reaped_ = false;
};

}  // namespace perfdata::test
