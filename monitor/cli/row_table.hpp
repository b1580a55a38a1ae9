// Rows as aligned lines: path, value, unit, remark.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <perfdata/collect/row.hpp>

namespace perfdata::cli {

/// One line a row, without line ends. Values are aligned to the right, control characters made harmless.
[[nodiscard]] std::vector<std::string> table_lines(std::span<const row> rows);

}  // namespace perfdata::cli
