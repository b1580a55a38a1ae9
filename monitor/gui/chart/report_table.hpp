// The numbers themselves: a table for each object, counters down, instances across.
#pragma once

#include "monitor/gui/chart/lane.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace perfdata::monitor {

/// What stands where. A value; cells hold positions in the lane's lines.
struct report_layout {
  struct table {
    std::string object{};
    std::vector<std::string> counters{};              ///< rows, in the order of the lines
    std::vector<std::string> instances{};             ///< columns; one empty one where the object has none
    std::vector<std::optional<std::size_t>> cells{};  ///< counters x instances, row by row
  };
  std::vector<table> tables{};
};

/// Sorts the lines into tables. A table's second line of the same counter and instance (another machine's)
/// gets a column of its own. O(lines x columns of the table).
[[nodiscard]] report_layout lay_out_report(const chart_lane& lane);

/// Draws the tables into the current window at the cursor, within `size`; scrolls where they are larger. The
/// values are those at `time`. @returns the line under the mouse.
std::optional<std::size_t> draw_report(const char* id, ImVec2 size, const chart_lane& lane, double time,
                                       const chart_style& style);

}  // namespace perfdata::monitor
