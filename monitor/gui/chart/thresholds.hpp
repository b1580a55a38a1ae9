// Values that call for attention: where they begin, and whether one is there.
#pragma once

#include "monitor/gui/chart/lane.hpp"
#include "monitor/gui/chart/line_shapes.hpp"

#include <cstddef>

namespace perfdata::monitor {

/// Shades each threshold's values and draws a line where they begin.
void draw_thresholds(ImDrawList& list, const lane_frame& frame, const chart_lane& lane,
                     const chart_style& style);

/// How many of the lane's lines have a newest value that a threshold holds.
[[nodiscard]] std::size_t lines_in_alert(const chart_lane& lane) noexcept;

/// Whether that line's newest value is held by one of the thresholds.
[[nodiscard]] bool is_in_alert(const series_history& history,
                               const std::vector<threshold>& thresholds) noexcept;

/// A frame around the plot and a badge that counts the lines, at the right end of the title.
void draw_alert(ImDrawList& list, const lane_frame& frame, std::size_t lines, const chart_style& style);

}  // namespace perfdata::monitor
