#include "monitor/cli/row_table.hpp"

#include "monitor/cli/printable.hpp"
#include "monitor/cli/row_text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace perfdata::cli {

std::vector<std::string> table_lines(std::span<const row> rows) {
  std::vector<std::string> paths;
  std::vector<std::string> values;
  std::size_t path_width = 0;
  std::size_t value_width = 0;
  for (const row& shown : rows) {
    paths.push_back(printable(shown.path));
    values.push_back(value_of(shown));
    path_width = std::max(path_width, columns(paths.back()));
    value_width = std::max(value_width, values.back().size());
  }
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::string line = fmt::format("{}{:{}}  {:>{}} {:<2}", paths[i], "", path_width - columns(paths[i]),
                                   values[i], value_width, unit_of(rows[i]));
    if (const auto remark = remark_of(rows[i]); !remark.empty()) line += fmt::format("  {}", remark);
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace perfdata::cli
