// Exact values under the mouse.
#pragma once

#include "monitor/gui/chart/line_chart.hpp"
#include "monitor/gui/chart/line_shapes.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace perfdata::monitor {

/// The line of the lane that passes closest to the mouse at that time, when it is within `reach` pixels.
[[nodiscard]] std::optional<std::size_t> line_near(const chart_lane& lane, const lane_frame& frame,
                                                   ImVec2 mouse, float reach) noexcept;

/// A vertical line through every lane, and a dot on every line where it has a sample there.
void draw_crosshair(ImDrawList& list, std::span<const chart_lane> lanes, std::span<const lane_frame> frames,
                    const chart_hover& hover, const chart_style& style);

/// A tooltip: the local time, then a row for each line of the lane; the reason where there is no value.
void draw_value_tooltip(const chart_lane& lane, const lane_frame& frame, const chart_hover& hover);

}  // namespace perfdata::monitor
