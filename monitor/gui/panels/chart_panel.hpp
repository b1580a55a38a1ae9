// The lines of the frame as lanes of the chart.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/chart/line_chart.hpp"
#include "monitor/gui/look.hpp"

#include <vector>

namespace perfdata::monitor {

/// Kept between frames for its memory.
struct chart_panel_memory {
  chart_memory chart{};
  std::vector<chart_lane> lanes{};
  std::vector<std::vector<const series*>> lane_series{};  ///< lane_series[i][j] is lanes[i].lines[j]
};

void draw_chart_panel(const frame& frame, selection& chosen, const look& look, chart_panel_memory& memory);

/// The stretch of time that the chart shows: the last `span` seconds, or those before it was frozen. While
/// there are not that many yet, what there is, but a quarter of a minute at least.
[[nodiscard]] plot_range shown_window(const frame& frame, const selection& chosen) noexcept;

/// The power of ten that brings the line's greatest value in `window` into (10, 100]; 1 for percentages, as
/// long as they stay there, and for lines that are 0.
[[nodiscard]] double shared_scale(const series& line, plot_range window) noexcept;

}  // namespace perfdata::monitor
