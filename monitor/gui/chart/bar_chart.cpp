#include "monitor/gui/chart/bar_chart.hpp"

#include "monitor/core/history/history_moment.hpp"
#include "monitor/core/history/history_summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace perfdata::monitor {
namespace {

float slot_width(const chart_lane& lane, const lane_frame& frame) noexcept {
  return (frame.high.x - frame.low.x) / static_cast<float>(std::max<std::size_t>(lane.lines.size(), 1));
}

/// The text in the middle of [left, left + room], cut where it is too long; not at all without room for some.
void draw_label(ImDrawList& list, float left, float room, float y, const char* text, ImU32 colour) {
  const float width = ImGui::CalcTextSize(text).x;
  if (room < ImGui::GetFontSize() * 2.2f) return;
  const ImVec2 at{left + std::max(0.0f, (room - width) / 2), y};
  list.PushClipRect({left, y}, {left + room, y + ImGui::GetTextLineHeight() + 2}, true);
  list.AddText(at, colour, text);
  list.PopClipRect();
}

struct bar_drawer {
  ImDrawList& list;
  const lane_frame& frame;
  const chart_style& style;
  double time;

  [[nodiscard]] float y_of(double value) const noexcept {
    return std::clamp(frame.y.to_pixel(value), frame.low.y, frame.high.y);
  }

  void draw_reach(const chart_line& line, float middle) const {
    const auto summary = summarize(*line.history, frame.x.range.begin, frame.x.range.end);
    if (summary.values == 0) return;
    const float top = y_of(summary.maximum * line.scale);
    const float bottom = y_of(summary.minimum * line.scale);
    const float half = 4 * style.scale;
    const ImU32 colour = faded(style.axis_text, 0.8f);
    list.AddLine({middle, top}, {middle, bottom}, colour, style.scale);
    for (const float y : {top, bottom})
      list.AddLine({middle - half, y}, {middle + half, y}, colour, style.scale);
  }

  void draw(const chart_line& line, float left, float slot, bool back) const {
    const float inset = std::clamp(slot * 0.15f, 0.5f, 18 * style.scale);
    const double forever = std::numeric_limits<double>::infinity();
    const auto moment = moment_at(*line.history, time, forever);
    const float floor = frame.y.logarithmic ? frame.high.y : y_of(0);
    const float middle = left + slot / 2;
    float top = floor;
    if (moment && moment->value) {
      top = y_of(*moment->value * line.scale);
      const auto [high, low] = std::minmax(top, floor);
      list.AddRectFilled({left + inset, high}, {left + slot - inset, std::max(low, high + 1)},
                         back ? faded(line.colour, 0.35f) : line.colour, std::min(3 * style.scale, inset));
      if (slot > 14 * style.scale) draw_reach(line, middle);
    }
    const auto text = moment && moment->value ? format_value(*moment->value, line.unit)
                                              : std::string(moment ? reason_for_gap(moment->reason) : "");
    const float height = ImGui::GetTextLineHeight();
    const float above = std::max(frame.low.y + 2, std::min(top, floor) - height - 2);
    draw_label(list, left, slot, above, text.c_str(), style.title_text);
    draw_label(list, left + 3, slot - 6, frame.high.y + 5 * style.scale, line.name, style.axis_text);
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
