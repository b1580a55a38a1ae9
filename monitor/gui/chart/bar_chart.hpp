// One bar a line: the values of one moment beside each other.
#pragma once

#include "monitor/gui/chart/lane.hpp"
#include "monitor/gui/chart/line_shapes.hpp"

#include <cstddef>
#include <optional>

namespace perfdata::monitor {

/// The bar under that pixel, or none where there are no lines.
[[nodiscard]] std::optional<std::size_t> bar_at(const chart_lane& lane, const lane_frame& frame,
                                                float x) noexcept;

/// A bar from 0 to the line's value at `time`, and a thin one from the least to the greatest of the time
/// that is shown. Names stand below and values above where there is room.
void draw_bars(ImDrawList& list, const lane_frame& frame, const chart_lane& lane, double time,
               const chart_style& style);

}  // namespace perfdata::monitor
