// A comparison for programs.
#pragma once

#include "monitor/run/regression_gate.hpp"

#include <string>

namespace perfdata::cli {

/// One object: base_runs, newer_runs, observation ("run" or "sample"), counters (path, unit, verdict,
/// base_median, newer_median, relative_change, shift, shift_low, shift_high, base_count, newer_count, u, p,
/// adjusted_p, method, cliffs_delta, magnitude), only_in_base, only_in_newer, breaches, doubts. null for what
/// there is none of: p of too few values, a relative change from 0.
[[nodiscard]] std::string comparison_json(const comparison& found, std::size_t base_runs,
                                          std::size_t newer_runs, const gate_findings& gates);

}  // namespace perfdata::cli
