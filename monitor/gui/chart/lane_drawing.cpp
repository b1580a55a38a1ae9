#include "monitor/gui/chart/lane_drawing.hpp"

#include "monitor/core/history/history_summary.hpp"
#include "monitor/gui/chart/bar_chart.hpp"
#include "monitor/gui/chart/gap_marks.hpp"
#include "monitor/gui/chart/thresholds.hpp"

#include <algorithm>
#include <cmath>

namespace perfdata::monitor {
namespace {

constexpr std::size_t most_smooth_lines = 24;

/// A threshold near the values is worth its room; one far away would press them flat.
void hold_near_thresholds(const chart_lane& lane, plot_range& values) {
  const double reach = 1.5 * std::max(std::fabs(values.begin), std::fabs(values.end));
  for (const auto& each : lane.thresholds)
    for (const double value : {each.from, each.to})
      if (std::fabs(value) <= reach) {
        values.begin = std::min(values.begin, value);
        values.end = std::max(values.end, value);
      }
}

void draw_lines(ImDrawList& list, const chart_lane& lane, const lane_frame& frame, const chart_style& style,
                lane_memory& memory) {
  const bool some = std::any_of(lane.lines.begin(), lane.lines.end(),
                                [](const chart_line& line) { return line.emphasised; });
  // A column is as wide as a pixel at scale 1, so that bands are as strong as lines on any screen; in a crowd
  // wider, but for the line that is pointed at.
  const float pixels = std::max(1.0f, (frame.high.x - frame.low.x) / style.scale);
  const float coarseness = lane.lines.size() > 256 ? 3.0f : lane.lines.size() > 64 ? 2.0f : 1.0f;
  const auto draw = [&](const chart_line& line) {
    const float columns = line.emphasised ? pixels : pixels / coarseness;
    decimate(*line.history, frame.x.range, static_cast<std::size_t>(std::max(1.0f, columns)), memory.runs);
    const bool back = some && !line.emphasised;
    const float points = line.width > 0 ? line.width : style.line_width;
    draw_runs(list, frame, memory.runs,
              {.colour = back ? faded(line.colour, 0.3f) : line.colour,
               .width = points * style.scale * (line.emphasised ? 1.5f : 1.0f),
               .scale = line.scale,
               .fill_alpha = lane.lines.size() <= 2 ? style.fill_alpha : 0,
               .smooth = lane.lines.size() <= most_smooth_lines},
              memory.pixels);
  };
  // The first line is the one that was asked for first: it lies on top, and an emphasised one above that.
  for (auto line = lane.lines.rbegin(); line != lane.lines.rend(); ++line)
    if (!line->emphasised) draw(*line);
  for (const auto& line : lane.lines)
    if (line.emphasised) draw(line);
}

}  // namespace

plot_range extent_of(const chart_lane& lane, plot_range window) noexcept {
  plot_range extent{0, 0};
  bool first = true;
  for (const auto& line : lane.lines) {
    const auto summary = summarize(*line.history, window.begin, window.end);
    if (summary.values == 0) continue;
    const double least = summary.minimum * line.scale;
    extent.end = std::max(extent.end, summary.maximum * line.scale);
    if (!lane.logarithmic)
      extent.begin = std::min(extent.begin, least);
    else if (least > 0 && (first || least < extent.begin))
      extent.begin = least;
    first = first && !(least > 0);
  }
  return extent;
}

value_axis make_lane_axis(const chart_lane& lane, plot_range window, float height, float width,
                          stack& built) {
  const auto most =
      static_cast<std::size_t>(std::clamp(height / (ImGui::GetFontSize() * 1.45f), 2.0f, 11.0f));
  plot_range values{0, 0};
  if (lane.kind == chart_kind::stacked) {
    build_stack(lane, window, static_cast<std::size_t>(std::max(2.0f, width / 2)), built);
    values.end = height_of(built);
  } else {
    values = extent_of(lane, window);
  }
  if (lane.kind != chart_kind::stacked) hold_near_thresholds(lane, values);
  const bool log = lane.logarithmic && lane.kind != chart_kind::stacked;
  return log ? make_log_axis(values, lane.unit, most) : make_value_axis(values, lane.unit, most);
}

void draw_title(ImDrawList& list, const chart_lane& lane, const lane_frame& frame, const value_axis& axis,
                float height, const chart_style& style) {
  const ImVec2 at{frame.low.x, frame.low.y - height};
  list.AddText(at, style.title_text, lane.title.c_str());
  if (axis.prefix.symbol.empty() || lane.unit == unit_kind::number || lane.kind == chart_kind::report) return;
  const float shift = ImGui::CalcTextSize(lane.title.c_str()).x + ImGui::GetFontSize() * 0.6f;
  const auto symbol = axis.prefix.symbol;
  list.AddText({at.x + shift, at.y}, style.axis_text, symbol.data(), symbol.data() + symbol.size());
}

void draw_value_grid(ImDrawList& list, const lane_frame& frame, const value_axis& axis,
                     const chart_style& style) {
  list.AddRectFilled(frame.low, frame.high, style.plot, 3 * style.scale);
  for (std::size_t i = 0; i < axis.tick_count; ++i) {
    const float y = std::round(frame.y.to_pixel(axis.tick(i)));
    list.AddLine({frame.low.x, y}, {frame.high.x, y}, style.grid);
    const auto label = axis.label(i);
    const ImVec2 size = ImGui::CalcTextSize(label.c_str());
    list.AddText({frame.low.x - size.x - 7 * style.scale, y - size.y / 2}, style.axis_text, label.c_str());
  }
}

void draw_lane(ImDrawList& list, const chart_lane& lane, const lane_frame& frame, const stack& built,
               double moment, const chart_style& style, lane_memory& memory) {
  if (lane.kind == chart_kind::bars) {
    draw_thresholds(list, frame, lane, style);
    draw_bars(list, frame, lane, moment, style);  // its names stand below the plot
  } else {
    list.PushClipRect({frame.low.x, frame.low.y - 2}, {frame.high.x, frame.high.y + 2}, true);
    if (lane.kind == chart_kind::lines) draw_thresholds(list, frame, lane, style);  // a sum has none
    draw_gaps(list, frame, lane, style, memory.outages);
    if (lane.kind == chart_kind::stacked)
      draw_stack(list, frame, lane, built, style);
    else
      draw_lines(list, lane, frame, style, memory);
    list.PopClipRect();
  }
  draw_alert(list, frame, lines_in_alert(lane), style);
}

}  // namespace perfdata::monitor
