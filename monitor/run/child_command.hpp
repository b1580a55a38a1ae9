// The command that is measured: started, signalled, waited for, and what it and its descendants used in all.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <perfdata/base/result.hpp>

namespace perfdata {

/// What the system has accounted for processes that have ended: those too short-lived for any sample, too.
/// Read and written bytes are those that went through system calls, cached or not. A value.
struct ended_usage {
  std::chrono::duration<double> user_time{};
  std::chrono::duration<double> kernel_time{};
  std::uint64_t faults = 0;
  std::uint64_t largest_working_set = 0;  ///< of a single process, bytes; 0: not known
  std::optional<std::uint64_t> read_bytes{};
  std::optional<std::uint64_t> written_bytes{};
};

/// Where a command's standard output goes.
enum class command_output : std::uint8_t {
  same,            ///< to this program's
  standard_error,  ///< to this program's standard error: its standard output is for something else
};

/// A resource, one at a time in a process that has no other children: while it lives, this process inherits
/// the command's orphans, and SIGINT, SIGTERM and SIGHUP go to the command instead of ending this program.
/// Signals that the terminal sends reach the command by themselves and are not sent twice.
class child_command {
 public:
  /// Blocks the signals for the calling thread; threads started after it inherit that. Call before any thread
  /// is started that must not take them.
  child_command();
  child_command(const child_command&) = delete;
  child_command& operator=(const child_command&) = delete;
  ~child_command();

  /// Starts `words` (not empty), looked up in PATH, with this program's streams but for `output`. May be
  /// called again after finish(). Errors: errc::not_found; errc::access_denied for a file that cannot be run;
  /// errc::system_failure.
  [[nodiscard]] result<void> start(const std::vector<std::string>& words,
                                   command_output output = command_output::same);

  [[nodiscard]] std::uint32_t id() const noexcept;

  /// Waits for the end of the command or `deadline`, passing signals on meanwhile. True when it has ended: it
  /// is then still listed by the system, with all that it used, until finish().
  [[nodiscard]] bool wait_until(std::chrono::steady_clock::time_point deadline);

  /// From the start to the end, however late wait_until() was asked. Precondition: it said true.
  [[nodiscard]] std::chrono::steady_clock::duration elapsed() const;

  /// Whether somebody asked this program to end since it was made.
  [[nodiscard]] bool interrupted() const noexcept;

  /// Takes the exit code: the command's own, or 128 + n for signal n. Precondition: wait_until() said true.
  [[nodiscard]] int finish();

  /// Of the command, its waited-for descendants and ended orphans, since start(). Whole after finish().
  [[nodiscard]] const ended_usage& usage() const noexcept;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace perfdata
