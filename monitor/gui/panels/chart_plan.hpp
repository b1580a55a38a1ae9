// Which line stands in which chart: from what was chosen to the lanes that are drawn.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/chart/lane.hpp"
#include "monitor/gui/theme.hpp"

#include <vector>

namespace perfdata::monitor {

/// The charts in their order. A view of a frame: valid until its session advances. Kept between frames for
/// its memory; lane_series[i][j] is lanes[i].lines[j], and ids[i] names lanes[i].
struct chart_plan {
  std::vector<chart_lane> lanes{};
  std::vector<chart_id> ids{};
  std::vector<std::vector<const series*>> lane_series{};
};

/// What the line is drawn with, where a person did not choose otherwise: all defaults.
[[nodiscard]] line_setup setup_of(const selection& chosen, const series_key& key);

/// The chart that the line belongs to: its own, else that of its path, of its unit, or one for everything.
[[nodiscard]] chart_id chart_of(const series& line, const selection& chosen);

/// Its colour on the screen.
[[nodiscard]] ImU32 colour_of(const series& line, const selection& chosen, const theme& theme);

/// What the chart multiplies the line's values with: 10^k as it was chosen; else on the chart of everything
/// the power of ten that brings its greatest value in `window` into (10, 100]; else 1. Percentages stay as
/// they are as long as they are within 100, and so do lines that are 0.
[[nodiscard]] double scale_of(const series& line, const selection& chosen, const time_range& window);
[[nodiscard]] double shared_scale(const series& line, const time_range& window);

/// Fills the plan with all lines that are not hidden; a stack leaves "_Total" out where it has the parts.
/// O(lines).
void plan_charts(const frame& frame, const selection& chosen, const theme& theme, const time_range& window,
                 chart_plan& plan);

}  // namespace perfdata::monitor
