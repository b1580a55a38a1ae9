// The lines of the frame as charts.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/chart/chart_grid.hpp"
#include "monitor/gui/look.hpp"
#include "monitor/gui/panels/chart_plan.hpp"

#include <optional>

namespace perfdata::monitor {

/// Kept between frames for its memory.
struct chart_panel_memory {
  chart_memory chart{};
  chart_plan plan{};
  std::optional<chart_id> menu{};       ///< the chart whose menu is open
  bool hovered = false;                 ///< whether the mouse was over a chart
  double menu_time = 0;                 ///< where it was asked for
  std::optional<double> note_wanted{};  ///< a moment that a person wants to write about
  double new_limit = 0;                 ///< what is typed there
};

/// Draws into the current window.
void draw_chart_panel(const frame& frame, selection& chosen, const look& look, chart_panel_memory& memory);

/// The stretch of time that the charts show.
[[nodiscard]] time_range shown_window(const frame& frame, const selection& chosen) noexcept;

}  // namespace perfdata::monitor
