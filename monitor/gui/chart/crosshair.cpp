#include "monitor/gui/chart/crosshair.hpp"

#include "monitor/core/local_clock.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace perfdata::monitor {
namespace {

constexpr std::size_t most_rows = 18;  // a tooltip that is taller hides the chart it explains

/// The sample closest to `time`, or null where the line has not begun or has ended.
const history_point* point_at(const chart_line& line, double time, double reach) noexcept {
  const auto& history = *line.history;
  if (history.empty() || time < history[0].time - reach || time > history.back().time + reach) return nullptr;
  return &history[history.nearest(time)];
}

/// A few pixels, in seconds.
double reach_of(const lane_frame& frame, float pixels) noexcept {
  return pixels * frame.x.range.length() / static_cast<double>(frame.x.last - frame.x.first);
}

void draw_row(const chart_line& line, const history_point& point, bool nearest) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  const float side = ImGui::GetFontSize() * 0.6f;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float drop = (ImGui::GetTextLineHeight() - side) / 2;
  ImGui::GetWindowDrawList()->AddRectFilled({corner.x, corner.y + drop},
                                            {corner.x + side, corner.y + drop + side}, line.colour, side / 4);
  ImGui::Dummy({side, side});
  ImGui::SameLine();
  if (nearest)
    ImGui::TextUnformatted(line.name);
  else
    ImGui::TextColored(ImGui::GetStyleColorVec4(ImGuiCol_TextDisabled), "%s", line.name);
  ImGui::TableNextColumn();
  const std::string text =
      point.has_value() ? format_value(point.value, line.unit) : std::string(reason_for_gap(point.status));
  const float width = ImGui::CalcTextSize(text.c_str()).x;
  const float room = ImGui::GetContentRegionAvail().x - width;
  if (room > 0) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room);
  ImGui::TextUnformatted(text.c_str());
}

void draw_dot(ImDrawList& list, const chart_line& line, const lane_frame& frame, double time,
              const chart_style& style) {
  const auto* point = point_at(line, time, reach_of(frame, 12 * style.scale));
  if (point == nullptr || !point->has_value()) return;
  const ImVec2 place = frame.at({point->time, point->value}, line.scale);
  if (place.x < frame.low.x || place.x > frame.high.x) return;
  list.AddCircleFilled(place, 3.5f * style.scale, style.plot);
  list.AddCircleFilled(place, 2.5f * style.scale, line.colour);
}

}  // namespace

std::optional<std::size_t> line_near(const chart_lane& lane, const lane_frame& frame, ImVec2 mouse,
                                     float reach) noexcept {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < lane.lines.size(); ++i) {
    const auto* point = point_at(lane.lines[i], frame.x.to_value(mouse.x), reach_of(frame, reach));
    if (point == nullptr || !point->has_value()) continue;
    const float distance = std::fabs(frame.y.to_pixel(point->value * lane.lines[i].scale) - mouse.y);
    if (distance > reach) continue;
    reach = distance;
    found = i;
  }
  return found;
}

void draw_crosshair(ImDrawList& list, std::span<const chart_lane> lanes, std::span<const lane_frame> frames,
                    const chart_hover& hover, const chart_style& style) {
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const auto& frame = frames[i];
    const float x = frame.x.to_pixel(hover.time);
    list.AddLine({x, frame.low.y}, {x, frame.high.y}, style.crosshair);
    for (const auto& line : lanes[i].lines) draw_dot(list, line, frame, hover.time, style);
  }
}

void draw_value_tooltip(const chart_lane& lane, const lane_frame& frame, const chart_hover& hover) {
  const double pixel_seconds = reach_of(frame, 1);
  const double reach = 12 * pixel_seconds;
  ImGui::BeginTooltip();
  ImGui::TextUnformatted(local_clock(hover.time, pixel_seconds < 0.5).c_str());
  ImGui::Separator();
  std::size_t rows = 0;
  if (ImGui::BeginTable("##values", 2, ImGuiTableFlags_SizingFixedFit)) {
    for (std::size_t i = 0; i < lane.lines.size() && rows < most_rows; ++i) {
      const auto* point = point_at(lane.lines[i], hover.time, reach);
      if (point == nullptr) continue;
      draw_row(lane.lines[i], *point, !hover.line || hover.line == i);
      ++rows;
    }
    ImGui::EndTable();
  }
  if (rows == 0) ImGui::TextDisabled("no samples here");
  if (rows == most_rows && lane.lines.size() > most_rows)
    ImGui::TextDisabled("and %d more", static_cast<int>(lane.lines.size() - most_rows));
  ImGui::EndTooltip();
}

}  // namespace perfdata::monitor
