#include "monitor/gui/chart/bar_chart.hpp"

#include "monitor/core/history/history_moment.hpp"
#include "monitor/core/history/history_summary.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace perfdata::monitor {
namespace {

float slot_width(const chart_lane& lane, const lane_frame& frame) noexcept {
  return (frame.high.x - frame.low.x) / static_cast<float>(std::max<std::size_t>(lane.lines.size(), 1));
}

/// The text in the middle of [left, left + room], with an ellipsis where it is too long; not at all without
/// room for some of it.
void draw_name(ImDrawList& list, float left, float room, float y, std::string text, ImU32 colour) {
  if (room < ImGui::GetFontSize() * 1.2f) return;
  float width = ImGui::CalcTextSize(text.c_str()).x;
  while (width > room && text.size() > 4) {
    text = text.substr(0, text.size() - 4) + "…";
    width = ImGui::CalcTextSize(text.c_str()).x;
  }
  if (width <= room) list.AddText({left + (room - width) / 2, y}, colour, text.c_str());
}

/// What tells the bars of a chart apart.
const char* short_name(const chart_line& line) {
  if (*line.instance != 0) return line.instance;
  return *line.counter != 0 ? line.counter : line.name;
}

struct bar_drawer {
  ImDrawList& list;
  const lane_frame& frame;
  const chart_style& style;
  double time;

  [[nodiscard]] float y_of(double value) const noexcept {
    return std::clamp(frame.y.to_pixel(value), frame.low.y, frame.high.y);
  }

  void draw_reach(const chart_line& line, float x) const {
    const auto summary = summarize(*line.history, frame.x.range.begin, frame.x.range.end);
    if (summary.values == 0) return;
    const float top = y_of(summary.maximum * line.scale);
    const float bottom = y_of(summary.minimum * line.scale);
    const float half = 3 * style.scale;
    const ImU32 colour = faded(style.axis_text, 0.8f);
    list.AddLine({x, top}, {x, bottom}, colour, style.scale);
    for (const float y : {top, bottom}) list.AddLine({x - half, y}, {x + half, y}, colour, style.scale);
  }

  void draw(const chart_line& line, float left, float slot, bool back) const {
    const float width = std::min(slot - std::clamp(slot * 0.3f, 1.0f, 36 * style.scale), 110 * style.scale);
    const float begin = left + (slot - width) / 2;
    const auto moment = moment_at(*line.history, time, std::numeric_limits<double>::infinity());
    const float floor = frame.y.logarithmic ? frame.high.y : y_of(0);
    float top = floor;
    if (moment && moment->value) {
      top = y_of(*moment->value * line.scale);
      const auto [high, low] = std::minmax(top, floor);
      list.AddRectFilled({begin, high}, {begin + width, std::max(low, high + 1)},
                         back ? faded(line.colour, 0.35f) : line.colour,
                         std::min(3 * style.scale, width / 4));
      if (slot > 18 * style.scale) draw_reach(line, begin + width + 5 * style.scale);
    }
    draw_value(line, moment, left, slot, std::min(top, floor));
    draw_name(list, left + 3, slot - 6, frame.high.y + 5 * style.scale, short_name(line), style.axis_text);
  }

  /// Above the bar, or in it where it reaches the upper end.
  void draw_value(const chart_line& line, const std::optional<history_moment>& moment, float left, float slot,
                  float top) const {
    if (!moment) return;
    const bool valued = moment->value.has_value();
    const auto text =
        valued ? format_value(*moment->value, line.unit) : std::string(reason_for_gap(moment->reason));
    const ImVec2 size = ImGui::CalcTextSize(text.c_str());
    if (size.x > slot - 2) return;
    const bool inside = top - size.y - 3 < frame.low.y;
    const float y = inside ? top + 3 * style.scale : top - size.y - 2;
    list.AddText({left + (slot - size.x) / 2, y}, inside ? style.plot : style.title_text, text.c_str());
  }
};

}  // namespace

std::optional<std::size_t> bar_at(const chart_lane& lane, const lane_frame& frame, float x) noexcept {
  if (lane.lines.empty() || x < frame.low.x) return std::nullopt;
  const auto slot = static_cast<std::size_t>((x - frame.low.x) / slot_width(lane, frame));
  return std::min(slot, lane.lines.size() - 1);
}

void draw_bars(ImDrawList& list, const lane_frame& frame, const chart_lane& lane, double time,
               const chart_style& style) {
  const bar_drawer drawer{list, frame, style, time};
  const float slot = slot_width(lane, frame);
  const bool some = std::any_of(lane.lines.begin(), lane.lines.end(),
                                [](const chart_line& line) { return line.emphasised; });
  for (std::size_t i = 0; i < lane.lines.size(); ++i)
    drawer.draw(lane.lines[i], frame.low.x + slot * static_cast<float>(i), slot,
                some && !lane.lines[i].emphasised);
}

}  // namespace perfdata::monitor
