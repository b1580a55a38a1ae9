// A recording, or any other file of counters, as runs.
#pragma once

#include "monitor/run/run_report.hpp"

#include <span>
#include <string>

#include <perfdata/query/counter_path.hpp>

namespace perfdata::cli {

/// The runs that `perfdata run` marked in a recording, each with what was sampled between its start and its
/// end; a file without such marks is one run, without a command. `paths`: what to read; empty: what the runs
/// sampled, or everything but single processes and threads, which come and go. Replays the file once for each
/// host in it. Errors: those of open_file_source and read_names.
[[nodiscard]] result<run_report> read_recorded_runs(const std::string& file,
                                                    std::span<const counter_path> paths);

}  // namespace perfdata::cli
