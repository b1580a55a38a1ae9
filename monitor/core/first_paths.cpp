#include "monitor/core/first_paths.hpp"

#include "monitor/core/selection.hpp"

#include <algorithm>

#include <perfdata/base/ascii.hpp>
#include <perfdata/recording/counter_log_format.hpp>

namespace perfdata::monitor {
namespace {

constexpr std::size_t few = 16;

// Of one machine, the first unless it is said.
std::vector<counter_path> columns_of(const file_place& file) {
  const auto format = recognise_log_file(file.path);
  if (!format || !*format || *format == log_format::recording) return {};
  const auto log = open_counter_log(file.path);
  if (!log) return {};
  std::vector<counter_path> paths;
  std::string machine = file.host;
  for (const auto& column : (*log)->columns()) {
    auto path = counter_path::parse(column.path);
    if (!path) continue;
    if (machine.empty()) machine = path->machine;
    if (!equals_ignoring_case(path->machine, machine)) continue;
    path->machine.clear();
    paths.push_back(std::move(*path));
    if (paths.size() > few * few) break;
  }
  return paths;
}

}  // namespace

std::vector<counter_path> first_paths(const source_place& place) {
  const auto* file = std::get_if<file_place>(&place);
  auto columns = file != nullptr ? columns_of(*file) : std::vector<counter_path>();
  auto overview = overview_paths();
  if (columns.empty()) return overview;
  const bool knows_overview = std::ranges::any_of(columns, [&](const counter_path& column) {
    return std::ranges::any_of(overview, [&](const counter_path& each) {
      return equals_ignoring_case(each.object, column.object) &&
             equals_ignoring_case(each.counter, column.counter);
    });
  });
  if (columns.size() > few && knows_overview) return overview;
  if (columns.size() > few) columns.resize(few);
  return columns;
}

}  // namespace perfdata::monitor
