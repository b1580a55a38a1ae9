#include "monitor/gui/chart/note_flags.hpp"

#include "monitor/core/local_clock.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace perfdata::monitor {
namespace {

constexpr float flag_size = 8;  // points

bool has_time_axis(const chart_lane& lane) noexcept {
  return lane.kind == chart_kind::lines || lane.kind == chart_kind::stacked;
}

void draw_flag(ImDrawList& list, const lane_frame& frame, float x, ImU32 colour, const chart_style& style) {
  const float size = flag_size * style.scale;
  list.AddLine({x, frame.low.y}, {x, frame.high.y}, colour, style.scale);
  list.AddTriangleFilled({x, frame.low.y}, {x + size * 1.3f, frame.low.y + size / 2}, {x, frame.low.y + size},
                         colour);
}

}  // namespace

void draw_note_flags(std::span<const chart_lane> lanes, std::span<const lane_frame> frames,
                     std::span<const time_note> notes, ImU32 colour, const chart_style& style) {
  auto& list = *ImGui::GetWindowDrawList();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool reachable = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  std::string told;
  for (std::size_t i = 0; i < std::min(lanes.size(), frames.size()); ++i) {
    if (!has_time_axis(lanes[i])) continue;
    const auto& frame = frames[i];
    for (const auto& note : notes) {
      if (note.time < frame.x.range.begin || note.time > frame.x.range.end) continue;
      const float x = std::round(frame.x.to_pixel(note.time));
      draw_flag(list, frame, x, colour, style);
      if (reachable && frame.holds(mouse) && std::fabs(mouse.x - x - 4 * style.scale) < 7 * style.scale)
        told += fmt::format("{}{}  {}", told.empty() ? "" : "\n", local_clock(note.time), note.text);
    }
  }
  if (!told.empty()) ImGui::SetTooltip("%s", told.c_str());
}

}  // namespace perfdata::monitor
