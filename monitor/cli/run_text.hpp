// Runs as people read them.
#pragma once

#include "monitor/run/run_report.hpp"

#include <string>
#include <vector>

namespace perfdata::cli {

/// "run 2: 1.25 s, 1.1 s processor, 10.2 MiB peak working set, exit code 0".
[[nodiscard]] std::string run_line(const measured_run& run);

/// The summary's lines, without line ends: the totals and counters of the one run, or their medians, minima
/// and maxima over several. A counter is taken by its average in each run.
[[nodiscard]] std::vector<std::string> run_summary(const run_report& report);

}  // namespace perfdata::cli
