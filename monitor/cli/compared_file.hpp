// A file of runs for `perfdata compare`.
#pragma once

#include "monitor/run/run_report.hpp"

#include <span>
#include <string>

#include <perfdata/query/counter_path.hpp>

namespace perfdata::cli {

/// A report of `perfdata run` with all its runs; or any other file that --file takes, as one run without a
/// command. `paths`: which counters to read of it; empty: all that were recorded in a run, every counter of
/// any other file. Errors: those of read_whole_file, parse_run_report and open_file_source.
[[nodiscard]] result<run_report> read_runs(const std::string& file, std::span<const counter_path> paths);

}  // namespace perfdata::cli
