// Where the lanes stand: in rows and columns, the plots of a column above each other on one time axis.
#pragma once

#include "monitor/gui/chart/lane.hpp"
#include "monitor/gui/chart/line_shapes.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace perfdata::monitor {

/// What stands around the plots, in pixels.
struct lane_margins {
  float left = 0;    ///< value labels
  float right = 0;   ///< half of a time label
  float title = 0;   ///< above each lane
  float bottom = 0;  ///< time labels below the last row, names below bars
};

/// Lane i stands in row i / columns and column i % columns. A value.
struct lane_grid {
  std::size_t columns = 1;
  std::size_t rows = 1;
  float cell_width = 0;
  std::vector<float> plot_heights{};  ///< of the rows
};

/// Shares `size` among `lanes` lanes; busy rows get more of the height. Plot heights come out below 0 where
/// there is no room.
[[nodiscard]] lane_grid lay_out_lanes(std::span<const chart_lane> lanes, std::size_t columns, ImVec2 size,
                                      const lane_margins& around);

/// Rectangles of the plots with their time maps; the value maps are still to be set.
[[nodiscard]] std::vector<lane_frame> place_lanes(std::span<const chart_lane> lanes, const lane_grid& grid,
                                                  ImVec2 origin, plot_range window,
                                                  const lane_margins& around);

/// Vertical lines at times through the column's plots, labels below its last one. Bars and reports have no
/// time axis.
void draw_time_grid(ImDrawList& list, std::span<const chart_lane> lanes, std::span<const lane_frame> frames,
                    std::size_t columns, plot_range window, const chart_style& style);

}  // namespace perfdata::monitor
