#include "monitor/gui/chart/grid_layout.hpp"

#include "monitor/gui/chart/time_axis.hpp"

#include <algorithm>
#include <cmath>

namespace perfdata::monitor {
namespace {

/// Busy lanes get more of the height.
float weight_of(const chart_lane& lane) {
  return 1 + 0.15f * static_cast<float>(std::min<std::size_t>(lane.lines.size(), 6));
}

/// Pixels below a plot: names of bars, or the space to the next title.
float below(std::span<const chart_lane> lanes, const lane_grid& grid, std::size_t row,
            const lane_margins& around) {
  if (row + 1 == grid.rows) return around.bottom;
  const auto first = lanes.begin() + static_cast<std::ptrdiff_t>(row * grid.columns);
  const auto last =
      lanes.begin() + static_cast<std::ptrdiff_t>(std::min(lanes.size(), (row + 1) * grid.columns));
  const bool bars =
      std::any_of(first, last, [](const chart_lane& lane) { return lane.kind == chart_kind::bars; });
  return bars ? around.bottom : around.title * 0.45f;
}

bool has_time_axis(const chart_lane& lane) {
  return lane.kind == chart_kind::lines || lane.kind == chart_kind::stacked;
}

}  // namespace

lane_grid lay_out_lanes(std::span<const chart_lane> lanes, std::size_t columns, ImVec2 size,
                        const lane_margins& around) {
  lane_grid grid;
  grid.columns = std::clamp<std::size_t>(columns, 1, std::max<std::size_t>(lanes.size(), 1));
  grid.rows = (lanes.size() + grid.columns - 1) / grid.columns;
  grid.cell_width = size.x / static_cast<float>(grid.columns);
  std::vector<float> weights(grid.rows, 0.0f);
  for (std::size_t i = 0; i < lanes.size(); ++i)
    weights[i / grid.columns] = std::max(weights[i / grid.columns], weight_of(lanes[i]));
  float room = size.y;
  float sum = 0;
  for (std::size_t row = 0; row < grid.rows; ++row) {
    room -= around.title + below(lanes, grid, row, around);
    sum += weights[row];
  }
  for (const float weight : weights) grid.plot_heights.push_back(room * weight / sum);
  return grid;
}

std::vector<lane_frame> place_lanes(std::span<const chart_lane> lanes, const lane_grid& grid, ImVec2 origin,
                                    plot_range window, const lane_margins& around) {
  std::vector<lane_frame> frames(lanes.size());
  float top = origin.y;
  for (std::size_t row = 0; row < grid.rows; ++row) {
    for (std::size_t i = row * grid.columns; i < std::min(lanes.size(), (row + 1) * grid.columns); ++i) {
      const float left = origin.x + grid.cell_width * static_cast<float>(i % grid.columns);
      auto& frame = frames[i];
      frame.low = {std::round(left + around.left), std::round(top + around.title)};
      frame.high = {std::round(left + grid.cell_width - around.right),
                    std::round(top + around.title + grid.plot_heights[row])};
      frame.x = {window, frame.low.x, frame.high.x};
    }
    top += around.title + grid.plot_heights[row] + below(lanes, grid, row, around);
  }
  return frames;
}

void draw_time_grid(ImDrawList& list, std::span<const chart_lane> lanes, std::span<const lane_frame> frames,
                    std::size_t columns, plot_range window, const chart_style& style) {
  if (frames.empty()) return;
  const float room = ImGui::CalcTextSize("00:00:00").x * 1.9f;
  const float width = frames[0].high.x - frames[0].low.x;
  const auto ticks = make_time_ticks(window, static_cast<std::size_t>(std::max(2.0f, width / room)));
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (!has_time_axis(lanes[i])) continue;
    const auto& frame = frames[i];
    const bool labelled = i + columns >= frames.size();
    for (const auto& tick : ticks) {
      const float x = std::round(frame.x.to_pixel(tick.time));
      list.AddLine({x, frame.low.y}, {x, frame.high.y}, style.grid);
      if (!labelled) continue;
      const float half = ImGui::CalcTextSize(tick.label.c_str()).x / 2;
      list.AddText({x - half, frame.high.y + 5 * style.scale}, style.axis_text, tick.label.c_str());
    }
  }
}

}  // namespace perfdata::monitor
