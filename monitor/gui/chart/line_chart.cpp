#include "monitor/gui/chart/line_chart.hpp"

#include "monitor/gui/chart/crosshair.hpp"
#include "monitor/gui/chart/line_shapes.hpp"
#include "monitor/gui/chart/time_axis.hpp"

#include <algorithm>
#include <cmath>

namespace perfdata::monitor {
namespace {

/// What stands around the plots, in pixels.
struct margins {
  float left = 0;    // value labels
  float right = 0;   // half of a time label
  float title = 0;   // above each lane
  float bottom = 0;  // time labels
};

/// Busy lanes get more of the height.
float weight_of(const chart_lane& lane) {
  return 1 + 0.15f * static_cast<float>(std::min<std::size_t>(lane.lines.size(), 6));
}

/// Heights of the lanes, titles included.
std::vector<float> share_height(std::span<const chart_lane> lanes, float height) {
  float sum = 0;
  for (const auto& lane : lanes) sum += weight_of(lane);
  std::vector<float> shares;
  for (const auto& lane : lanes) shares.push_back(height * weight_of(lane) / sum);
  return shares;
}

void make_axes(std::span<const chart_lane> lanes, plot_range window, const std::vector<float>& heights,
               float title, chart_memory& memory) {
  memory.axes.clear();
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const float plot = heights[i] - title * 1.45f;
    const auto most =
        static_cast<std::size_t>(std::clamp(plot / (ImGui::GetFontSize() * 1.45f), 2.0f, 11.0f));
    memory.axes.push_back(make_value_axis(extent_of(lanes[i], window), lanes[i].unit, most));
  }
}

float widest_label(const chart_memory& memory) {
  float width = ImGui::CalcTextSize("100").x;
  for (const auto& axis : memory.axes)
    for (std::size_t i = 0; i < axis.tick_count; ++i)
      width = std::max(width, ImGui::CalcTextSize(axis.label(i).c_str()).x);
  return width;
}

void draw_title(ImDrawList& list, const chart_lane& lane, const value_axis& axis, ImVec2 at,
                const chart_style& style) {
  list.AddText(at, style.title_text, lane.title.c_str());
  if (axis.prefix.symbol.empty() || lane.unit == unit_kind::number) return;
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

void draw_time_grid(ImDrawList& list, std::span<const lane_frame> frames, plot_range window,
                    const chart_style& style) {
  const float room = ImGui::CalcTextSize("00:00:00").x * 1.9f;
  const auto& bottom = frames.back();
  const auto most = static_cast<std::size_t>(std::max(2.0f, (bottom.high.x - bottom.low.x) / room));
  for (const auto& tick : make_time_ticks(window, most)) {
    const float x = std::round(bottom.x.to_pixel(tick.time));
    for (const auto& frame : frames) list.AddLine({x, frame.low.y}, {x, frame.high.y}, style.grid);
    const float width = ImGui::CalcTextSize(tick.label.c_str()).x;
    list.AddText({x - width / 2, bottom.high.y + 5 * style.scale}, style.axis_text, tick.label.c_str());
  }
}

void draw_lines(ImDrawList& list, const chart_lane& lane, const lane_frame& frame, plot_range window,
                const chart_style& style, chart_memory& memory) {
  memory.outages.clear();
  for (const auto& line : lane.lines) append_outages(*line.history, window, memory.outages);
  draw_outages(list, frame, memory.outages, style.outage);
  const auto is_emphasised = [](const chart_line& line) { return line.emphasised; };
  const bool some = std::any_of(lane.lines.begin(), lane.lines.end(), is_emphasised);
  const auto columns = static_cast<std::size_t>(std::max(1.0f, frame.high.x - frame.low.x));
  const auto draw = [&](const chart_line& line) {
    decimate(*line.history, window, columns, memory.runs);
    const bool back = some && !line.emphasised;
    const float width = style.line_width * style.scale * (line.emphasised ? 1.5f : 1.0f);
    draw_runs(list, frame, memory.runs,
              {back ? faded(line.colour, 0.3f) : line.colour, width, line.scale,
               lane.lines.size() <= 2 ? style.fill_alpha : 0},
              memory.pixels);
  };
  // The first line is the one that was asked for first: it lies on top, and an emphasised one above that.
  for (auto line = lane.lines.rbegin(); line != lane.lines.rend(); ++line)
    if (!line->emphasised) draw(*line);
  for (const auto& line : lane.lines)
    if (line.emphasised) draw(line);
}

std::vector<lane_frame> place_lanes(ImVec2 origin, float width, plot_range window, const margins& around,
                                    const std::vector<float>& heights, const chart_memory& memory) {
  std::vector<lane_frame> frames;
  float top = origin.y;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    lane_frame frame;
    frame.low = {origin.x + around.left, std::round(top + around.title)};
    top += heights[i];
    const float below = around.title * (i + 1 < heights.size() ? 0.45f : 0.1f);
    frame.high = {origin.x + width - around.right, std::round(top - below)};
    frame.x = {window, frame.low.x, frame.high.x};
    frame.y = {memory.axes[i].range, frame.high.y, frame.low.y};
    frames.push_back(frame);
  }
  return frames;
}

std::optional<chart_hover> hover_of(std::span<const chart_lane> lanes, std::span<const lane_frame> frames,
                                    const chart_style& style) {
  if (!ImGui::IsItemHovered()) return std::nullopt;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const auto& frame = frames[i];
    if (mouse.x < frame.low.x || mouse.x > frame.high.x || mouse.y < frame.low.y || mouse.y > frame.high.y)
      continue;
    return chart_hover{frame.x.to_value(mouse.x), i, line_near(lanes[i], frame, mouse, 14 * style.scale)};
  }
  return std::nullopt;
}

}  // namespace

plot_range extent_of(const chart_lane& lane, plot_range window) noexcept {
  plot_range extent{0, 0};
  for (const auto& line : lane.lines) {
    const auto summary = summarize(*line.history, window.begin, window.end);
    if (summary.values == 0) continue;
    extent.begin = std::min(extent.begin, summary.minimum * line.scale);
    extent.end = std::max(extent.end, summary.maximum * line.scale);
  }
  return extent;
}

std::optional<chart_hover> draw_line_chart(const char* id, ImVec2 size, plot_range window,
                                           std::span<const chart_lane> lanes, const chart_style& style,
                                           chart_memory& memory) {
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  ImGui::InvisibleButton(id, {std::max(size.x, 1.0f), std::max(size.y, 1.0f)});
  if (lanes.empty() || window.length() <= 0) return std::nullopt;

  const float line_height = ImGui::GetTextLineHeight();
  margins around{.title = line_height * 1.35f, .bottom = line_height + 8 * style.scale};
  const auto heights = share_height(lanes, size.y - around.bottom);
  if (*std::ranges::min_element(heights) < around.title * 1.45f + 8) return std::nullopt;
  make_axes(lanes, window, heights, around.title, memory);
  around.left = widest_label(memory) + 12 * style.scale;
  around.right = ImGui::CalcTextSize("00:00:00").x / 2;
  if (size.x - around.left - around.right < 16) return std::nullopt;

  const auto frames = place_lanes(origin, size.x, window, around, heights, memory);
  auto& list = *ImGui::GetWindowDrawList();
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    draw_title(list, lanes[i], memory.axes[i], {frames[i].low.x, frames[i].low.y - around.title}, style);
    draw_value_grid(list, frames[i], memory.axes[i], style);
  }
  draw_time_grid(list, frames, window, style);
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    list.PushClipRect({frames[i].low.x, frames[i].low.y - 2}, {frames[i].high.x, frames[i].high.y + 2}, true);
    draw_lines(list, lanes[i], frames[i], window, style, memory);
    list.PopClipRect();
  }
  const auto hover = hover_of(lanes, frames, style);
  if (hover) {
    draw_crosshair(list, lanes, frames, *hover, style);
    draw_value_tooltip(lanes[hover->lane], frames[hover->lane], *hover);
  }
  return hover;
}

}  // namespace perfdata::monitor
