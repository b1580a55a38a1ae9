// A comparison for people: in a terminal, and in a pull request.
#pragma once

#include <string>
#include <vector>

#include <perfdata/compare/comparison.hpp>

namespace perfdata::cli {

/// Lines without line ends, aligned, most important first. `most`: how many counters without a change to
/// list.
[[nodiscard]] std::vector<std::string> comparison_lines(const comparison& found, std::size_t most);

/// The same as a Markdown table.
[[nodiscard]] std::vector<std::string> comparison_markdown(const comparison& found, std::size_t most);

/// "2 of 14 counters changed; 3 have too few values; in 9 no change was seen".
[[nodiscard]] std::string comparison_verdict(const comparison& found);

}  // namespace perfdata::cli
