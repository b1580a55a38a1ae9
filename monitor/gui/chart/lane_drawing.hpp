// One lane in its rectangle: axis, grid, lines.
#pragma once

#include "monitor/gui/chart/lane.hpp"
#include "monitor/gui/chart/line_shapes.hpp"
#include "monitor/gui/chart/stacked_area.hpp"
#include "monitor/gui/chart/value_axis.hpp"

#include <vector>

namespace perfdata::monitor {

/// Working memory of the lanes, kept from frame to frame so that a steady chart allocates nothing a point.
struct lane_memory {
  plot_runs runs{};
  std::vector<ImVec2> pixels{};
  std::vector<plot_range> outages{};
  std::vector<stack> stacks{};  ///< of the stacked lanes
};

/// Least and greatest shown value (times scale) of the lines within `window`, the least above 0 on a
/// logarithmic lane; {0, 0} when there is none. O(lines).
[[nodiscard]] plot_range extent_of(const chart_lane& lane, plot_range window) noexcept;

/// The axis of a lane that is `height` pixels high. Builds `built` for a stacked one, `width` pixels wide.
[[nodiscard]] value_axis make_lane_axis(const chart_lane& lane, plot_range window, float height, float width,
                                        stack& built);

/// Title and unit above the plot.
void draw_title(ImDrawList& list, const chart_lane& lane, const lane_frame& frame, const value_axis& axis,
                float height, const chart_style& style);

/// Background, lines at the axis's ticks, their labels left of the plot.
void draw_value_grid(ImDrawList& list, const lane_frame& frame, const value_axis& axis,
                     const chart_style& style);

/// What the lane shows, clipped to its plot. `moment` is what bars tell.
void draw_lane(ImDrawList& list, const chart_lane& lane, const lane_frame& frame, const stack& built,
               double moment, const chart_style& style, lane_memory& memory);

}  // namespace perfdata::monitor
