#include "monitor/gui/chart/crosshair.hpp"

#include "monitor/core/history/history_moment.hpp"
#include "monitor/core/local_clock.hpp"
#include "monitor/gui/visual_order.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string>
#include <vector>

namespace perfdata::monitor {
namespace {

constexpr std::size_t most_rows = 18;  // a tooltip that is taller hides the chart it explains
constexpr std::size_t most_dots = 64;

/// A few pixels, in seconds.
double reach_of(const lane_frame& frame, float pixels) noexcept {
  return static_cast<double>(pixels) * frame.x.range.length() /
         static_cast<double>(frame.x.last - frame.x.first);
}

std::string text_of(const chart_line& line, const history_moment& moment) {
  if (!moment.value) return std::string(reason_for_gap(moment.reason));
  auto text = format_value(*moment.value, line.unit);
  if (moment.is_point) return text;
  return fmt::format("Ø {}  ({} to {})", text, format_value(moment.minimum, line.unit),
                     format_value(moment.maximum, line.unit));
}

void draw_row(const chart_line& line, const std::string& text, bool nearest) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  const float side = ImGui::GetFontSize() * 0.6f;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float drop = (ImGui::GetTextLineHeight() - side) / 2;
  ImGui::GetWindowDrawList()->AddRectFilled({corner.x, corner.y + drop},
                                            {corner.x + side, corner.y + drop + side}, line.colour, side / 4);
  ImGui::Dummy({side, side});
  ImGui::SameLine();
  std::string room_for_name;
  const auto name = in_visual_order(line.name, room_for_name);
  ImGui::PushStyleColor(ImGuiCol_Text, ImGui::GetColorU32(nearest ? ImGuiCol_Text : ImGuiCol_TextDisabled));
  ImGui::TextUnformatted(name.data(), name.data() + name.size());
  ImGui::PopStyleColor();
  ImGui::TableNextColumn();
  const float width = ImGui::CalcTextSize(text.c_str()).x;
  const float room = ImGui::GetContentRegionAvail().x - width;
  if (room > 0) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room);
  ImGui::TextUnformatted(text.c_str());
}

void draw_dot(ImDrawList& list, const chart_line& line, const lane_frame& frame, double time,
              const chart_style& style) {
  const auto moment = moment_at(*line.history, time, reach_of(frame, 12 * style.scale));
  if (!moment || !moment->value) return;
  const ImVec2 place = frame.at(moment->time, *moment->value * line.scale);
  if (!frame.holds(place)) return;
  list.AddCircleFilled(place, 3.5f * style.scale, style.plot);
  list.AddCircleFilled(place, 2.5f * style.scale, line.colour);
}

struct told_line {
  std::size_t number = 0;
  history_moment moment{};
};

/// Of many lines those with the greatest values, greatest first; of few all, in their order.
std::vector<told_line> lines_to_tell(const chart_lane& lane, double time, double reach,
                                     std::optional<std::size_t> nearest) {
  std::vector<told_line> told;
  for (std::size_t i = 0; i < lane.lines.size(); ++i)
    if (const auto moment = moment_at(*lane.lines[i].history, time, reach)) told.push_back({i, *moment});
  if (told.size() <= most_rows) return told;
  const auto rank = [&](const told_line& each) {
    if (each.number == nearest) return HUGE_VAL;
    return each.moment.value ? *each.moment.value * lane.lines[each.number].scale : -HUGE_VAL;
  };
  std::partial_sort(told.begin(), told.begin() + most_rows, told.end(),
                    [&](const auto& a, const auto& b) { return rank(a) > rank(b); });
  return told;
}

}  // namespace

std::optional<std::size_t> line_near(const chart_lane& lane, const lane_frame& frame, ImVec2 mouse,
                                     float reach) noexcept {
  std::optional<std::size_t> found;
  const double time = frame.x.to_value(mouse.x);
  for (std::size_t i = 0; i < lane.lines.size(); ++i) {
    const auto moment = moment_at(*lane.lines[i].history, time, reach_of(frame, reach));
    if (!moment || !moment->value) continue;
    const float distance = std::fabs(frame.y.to_pixel(*moment->value * lane.lines[i].scale) - mouse.y);
    if (distance > reach) continue;
    reach = distance;
    found = i;
  }
  return found;
}

void draw_crosshair(ImDrawList& list, const chart_lane& lane, const lane_frame& frame, double time,
                    const chart_style& style) {
  const float x = frame.x.to_pixel(time);
  if (x < frame.low.x || x > frame.high.x) return;
  list.AddLine({x, frame.low.y}, {x, frame.high.y}, style.crosshair);
  if (lane.kind != chart_kind::lines || lane.lines.size() > most_dots) return;
  for (const auto& line : lane.lines) draw_dot(list, line, frame, time, style);
}

void draw_mark(ImDrawList& list, const lane_frame& frame, const time_range& marked,
               const chart_style& style) {
  const float from = std::max(frame.low.x, frame.x.to_pixel(marked.begin));
  const float to = std::min(frame.high.x, frame.x.to_pixel(marked.end));
  if (to < from) return;
  list.AddRectFilled({from, frame.low.y}, {to, frame.high.y}, style.marked);
  for (const float x : {from, to})
    list.AddLine({x, frame.low.y}, {x, frame.high.y}, faded(style.marked, 3), style.scale);
}

void draw_value_tooltip(const chart_lane& lane, const lane_frame& frame, double time,
                        std::optional<std::size_t> nearest) {
  const double pixel_seconds = reach_of(frame, 1);
  const auto told = lines_to_tell(lane, time, 12 * pixel_seconds, nearest);
  ImGui::BeginTooltip();
  ImGui::TextUnformatted(local_clock(time, pixel_seconds < 0.5).c_str());
  ImGui::Separator();
  const std::size_t rows = std::min(told.size(), most_rows);
  if (rows > 0 && ImGui::BeginTable("##values", 2, ImGuiTableFlags_SizingFixedFit)) {
    for (std::size_t i = 0; i < rows; ++i) {
      const auto& line = lane.lines[told[i].number];
      draw_row(line, text_of(line, told[i].moment), !nearest || nearest == told[i].number);
    }
    ImGui::EndTable();
  }
  if (rows == 0) ImGui::TextDisabled("no samples here");
  if (told.size() > rows) ImGui::TextDisabled("and %d more", static_cast<int>(told.size() - rows));
  ImGui::EndTooltip();
}

}  // namespace perfdata::monitor
