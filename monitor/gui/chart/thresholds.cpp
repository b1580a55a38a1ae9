#include "monitor/gui/chart/thresholds.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace perfdata::monitor {

void draw_thresholds(ImDrawList& list, const lane_frame& frame, const chart_lane& lane,
                     const chart_style& style) {
  const auto y_of = [&](double value, float beyond) {
    if (std::isinf(value)) return beyond;
    return std::clamp(frame.y.to_pixel(value), frame.low.y, frame.high.y);
  };
  for (const auto& each : lane.thresholds) {
    const float bottom = y_of(each.from, frame.high.y);
    const float top = y_of(each.to, frame.low.y);
    if (bottom > top)
      list.AddRectFilled({frame.low.x, top}, {frame.high.x, bottom}, faded(style.alert, 0.10f));
    for (const double value : {each.from, each.to}) {
      if (std::isinf(value)) continue;
      const float y = std::round(frame.y.to_pixel(value));
      if (y < frame.low.y || y > frame.high.y) continue;
      list.AddLine({frame.low.x, y}, {frame.high.x, y}, faded(style.alert, 0.75f), 1.2f * style.scale);
    }
  }
}

bool is_in_alert(const series_history& history, const std::vector<threshold>& thresholds) noexcept {
  if (history.empty() || !history.back().has_value()) return false;
  const double value = history.back().value;
  return std::any_of(thresholds.begin(), thresholds.end(),
                     [&](const threshold& each) { return each.holds(value); });
}

std::size_t lines_in_alert(const chart_lane& lane) noexcept {
  const auto alarming = [&](const chart_line& line) { return is_in_alert(*line.history, lane.thresholds); };
  return static_cast<std::size_t>(std::count_if(lane.lines.begin(), lane.lines.end(), alarming));
}

void draw_alert(ImDrawList& list, const lane_frame& frame, std::size_t lines, const chart_style& style) {
  if (lines == 0) return;
  list.AddRect(frame.low, frame.high, style.alert, 3 * style.scale, 0, 1.5f * style.scale);
  const auto text = fmt::format("{} {} threshold", lines, lines == 1 ? "line beyond a" : "lines beyond a");
  const ImVec2 size = ImGui::CalcTextSize(text.c_str());
  const ImVec2 at{frame.high.x - size.x - 6 * style.scale, frame.low.y - size.y * 1.2f};
  list.AddRectFilled({at.x - 6 * style.scale, at.y - 1}, {frame.high.x, at.y + size.y + 1}, style.alert,
                     3 * style.scale);
  list.AddText(at, style.plot, text.c_str());
}

}  // namespace perfdata::monitor
