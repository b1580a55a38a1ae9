// A row's provenance for people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <perfdata/collect/row.hpp>

namespace perfdata::cli {

/// The path, then a line for each thing that is known: value, type, raw numbers, time base, base, formula,
/// the formula with the numbers put in, default scale, help text, source of the formula.
[[nodiscard]] std::vector<std::string> provenance_lines(const row& shown, std::string_view help);

}  // namespace perfdata::cli
