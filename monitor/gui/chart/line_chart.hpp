// A line chart over ImDrawList: lanes above each other on one time axis, a value axis each, one crosshair.
//
//   chart_memory memory;                                  // lives as long as the chart
//   std::vector<chart_lane> lanes{{.title = "Percent", .unit = unit_kind::percent, .lines = {...}}};
//   auto hover = draw_line_chart("##chart", size, {now - 60, now}, lanes, style, memory);
#pragma once

#include "monitor/core/display_unit.hpp"
#include "monitor/core/series_history.hpp"
#include "monitor/gui/chart/decimate.hpp"
#include "monitor/gui/chart/plot_range.hpp"
#include "monitor/gui/chart/value_axis.hpp"

#include <cstddef>
#include <imgui.h>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace perfdata::monitor {

/// One line. A view: the history and the name must outlive the call that draws them.
struct chart_line {
  const series_history* history = nullptr;
  ImU32 colour = IM_COL32_WHITE;
  double scale = 1;  ///< the chart shows value x scale; tooltips tell the value itself
  unit_kind unit = unit_kind::number;
  const char* name = "";
  bool emphasised = false;
};

/// Lines that share a value axis. When any line is emphasised the others step back.
struct chart_lane {
  std::string title{};
  unit_kind unit = unit_kind::number;
  std::vector<chart_line> lines{};
};

struct chart_style {
  ImU32 plot = 0;        ///< background of a lane
  ImU32 grid = 0;        ///< lines at ticks
  ImU32 axis_text = 0;   ///< tick labels
  ImU32 title_text = 0;  ///< lane titles
  ImU32 crosshair = 0;
  ImU32 outage = 0;          ///< shade where the source did not answer
  float line_width = 1.6f;   ///< = 1.6, pixels at scale 1
  float fill_alpha = 0.16f;  ///< = 0.16, of the fill under the line of a lane that has only one or two
  float scale = 1;           ///< of the screen; widths are multiplied with it
};

/// Where the mouse is.
struct chart_hover {
  double time = 0;
  std::size_t lane = 0;
  std::optional<std::size_t> line{};  ///< the one within a few pixels, of that lane
};

/// Working memory of one chart, kept from frame to frame so that a steady chart allocates nothing a point.
struct chart_memory {
  plot_runs runs{};
  std::vector<ImVec2> pixels{};
  std::vector<plot_range> outages{};
  std::vector<value_axis> axes{};  ///< of the lanes, as drawn last
};

/// Draws into the current window at the cursor, `size` pixels large, and takes that space.
/// @returns the place under the mouse while it is over a lane.
std::optional<chart_hover> draw_line_chart(const char* id, ImVec2 size, plot_range window,
                                           std::span<const chart_lane> lanes, const chart_style& style,
                                           chart_memory& memory);

/// Least and greatest shown value (times scale) of the lines within `window`; {0, 0} when there is none.
[[nodiscard]] plot_range extent_of(const chart_lane& lane, plot_range window) noexcept;

}  // namespace perfdata::monitor
