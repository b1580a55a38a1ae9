// Ticks at whole seconds, minutes, hours and days of local time.
#pragma once

#include "monitor/gui/chart/plot_range.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace perfdata::monitor {

struct time_tick {
  double time = 0;      ///< seconds since 1970-01-01T00:00:00Z
  std::string label{};  ///< "05:10.250", "14:05:10", "14:05", or "23 Nov" where a day begins
};

/// Ticks within `window`, at most `most_ticks` of them, on a step of 1, 2, 5 times 1, 10, 100 milliseconds,
/// of 1, 2, 5, 10, 15, 30 seconds or minutes, 1, 2, 3, 6, 12 hours or whole days. Local time is that of the C
/// library (TZ). An empty window has none.
[[nodiscard]] std::vector<time_tick> make_time_ticks(plot_range window, std::size_t most_ticks);

}  // namespace perfdata::monitor
