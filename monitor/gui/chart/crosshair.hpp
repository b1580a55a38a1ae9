// Exact values under the mouse, and what was marked.
#pragma once

#include "monitor/core/time_view.hpp"
#include "monitor/gui/chart/lane.hpp"
#include "monitor/gui/chart/line_shapes.hpp"

#include <cstddef>
#include <optional>

namespace perfdata::monitor {

/// The line of the lane that passes closest to the mouse at that time, when it is within `reach` pixels.
[[nodiscard]] std::optional<std::size_t> line_near(const chart_lane& lane, const lane_frame& frame,
                                                   ImVec2 mouse, float reach) noexcept;

/// A vertical line at `time`, and on a lane of lines a dot wherever one has a sample there.
void draw_crosshair(ImDrawList& list, const chart_lane& lane, const lane_frame& frame, double time,
                    const chart_style& style);

/// Shades the marked range.
void draw_mark(ImDrawList& list, const lane_frame& frame, const time_range& marked, const chart_style& style);

/// A tooltip: the local time, then a row for each line of the lane with its value there, or the reason why
/// there is none. Of many lines it shows the greatest. `nearest` is set off from the others.
void draw_value_tooltip(const chart_lane& lane, const lane_frame& frame, double time,
                        std::optional<std::size_t> nearest);

}  // namespace perfdata::monitor
