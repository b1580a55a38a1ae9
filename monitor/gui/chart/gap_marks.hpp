// Where there is no value, and where counting began anew.
#pragma once

#include "monitor/gui/chart/lane.hpp"
#include "monitor/gui/chart/line_shapes.hpp"

#include <vector>

namespace perfdata::monitor {

/// Shades the stretches in which a source did not answer, and draws a dashed line with a mark on top where a
/// counter or its clock began anew. `outages` is working memory. O(n log n) for n gaps in view.
void draw_gaps(ImDrawList& list, const lane_frame& frame, const chart_lane& lane, const chart_style& style,
               std::vector<plot_range>& outages);

}  // namespace perfdata::monitor
