// The lines of a frame as text: what the terminal shows in place of the window.
#pragma once

#include "monitor/core/frame.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace perfdata::monitor {

/// The screen that it is written for. `lines` and `columns` 0: no limit.
struct table_size {
  std::size_t lines = 0;
  std::size_t columns = 0;
};

/// A line for each source (state, and what to try when it failed), then a line for each series with its last
/// value, least, average and greatest over the last `span` seconds. Lines end in "\n"; what does not fit is
/// counted on the last line. On a narrow screen the least goes first, then the greatest, then the average, so
/// that names, which tell the series apart, stay whole. Names are made harmless for a terminal.
[[nodiscard]] std::string live_table(const frame& frame, double span, table_size size);

/// Why a source brings nothing, or not everything: its error and what to try, and paths that it refused.
/// Empty when all is well.
[[nodiscard]] std::vector<std::string> trouble_lines(const source_view& source);

/// One line "14:05:10  name  value" for each series that has a value at `frame.newest_time`: for a pipe or a
/// log.
[[nodiscard]] std::string live_lines(const frame& frame);

}  // namespace perfdata::monitor
