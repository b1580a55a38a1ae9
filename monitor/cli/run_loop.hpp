// The clockwork of `perfdata run`: a command runs, its processes and the chosen counters are sampled.
#pragma once

#include "monitor/cli/watch_loop.hpp"
#include "monitor/run/child_command.hpp"
#include "monitor/run/measured_run.hpp"

#include <functional>
#include <string>
#include <vector>

namespace perfdata::cli {

/// A value.
struct run_plan {
  std::vector<std::string> words{};  ///< the command; not empty
  std::chrono::steady_clock::duration interval = std::chrono::seconds(1);
  command_output output = command_output::same;
  unsigned number = 1;                                 ///< of the run
  std::function<void(const measured_run&)> started{};  ///< told right before the command starts, or empty
};

/// Takes a first sample of the places, runs the command to its end, and takes a last one. Samples in between
/// stand `interval` apart; a place that answers late misses a sample and holds nobody up. The processes are
/// looked at more often at first, so that a short command is seen, too; `processes` is this machine, or null
/// where it offers no counters. When somebody asks the program to end before the command was started, it is
/// not started and the exit code is 130. Errors: child_command::start's.
[[nodiscard]] result<measured_run> measure_run(child_command& command, const run_plan& plan,
                                               const watched_places& places, counter_source* processes);

}  // namespace perfdata::cli
