#include "monitor/gui/panels/counter_drag.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <imgui_internal.h>

namespace perfdata::monitor {
namespace {

constexpr const char* payload_type = "perfdata counters";
constexpr std::size_t most_listed = 6;

/// The chart under the mouse.
std::optional<std::size_t> chart_at(ImVec2 mouse, const chart_panel_memory& memory) {
  const auto& frames = memory.chart.frames;
  for (std::size_t i = 0; i < std::min(frames.size(), memory.plan.ids.size()); ++i)
    if (frames[i].holds(mouse)) return i;
  return std::nullopt;
}

void frame_chart(const lane_frame& frame, const look& look) {
  const float out = look.px(2);
  ImGui::GetWindowDrawList()->AddRect({frame.low.x - out, frame.low.y - out},
                                      {frame.high.x + out, frame.high.y + out}, look.theme.accent, look.px(3),
                                      0, look.px(2));
}

void drop(selection& chosen, std::optional<chart_id> chart) {
  for (auto path : chosen.dragged) {
    path.chart = chart;
    choose(chosen, path);
  }
  chosen.dragged.clear();
}

}  // namespace

namespace detail {

bool begin_drag() {
  return ImGui::BeginDragDropSource(ImGuiDragDropFlags_SourceNoHoldToOpenOthers);
}

void end_drag(const std::vector<chosen_path>& dragged) {
  ImGui::SetDragDropPayload(payload_type, nullptr, 0);
  for (std::size_t i = 0; i < std::min(dragged.size(), most_listed); ++i)
    ImGui::TextUnformatted(dragged[i].path.to_string().c_str());
  if (dragged.size() > most_listed)
    ImGui::TextUnformatted(fmt::format("and {} more", dragged.size() - most_listed).c_str());
  ImGui::EndDragDropSource();
}

}  // namespace detail

void take_dropped_counters(selection& chosen, const look& look, const chart_panel_memory& memory) {
  const auto* window = ImGui::GetCurrentWindow();
  if (!ImGui::BeginDragDropTargetCustom(window->InnerRect, ImGui::GetID("##drop"))) return;
  const auto* taken = ImGui::AcceptDragDropPayload(
      payload_type, ImGuiDragDropFlags_AcceptBeforeDelivery | ImGuiDragDropFlags_AcceptNoDrawDefaultRect);
  if (taken != nullptr) {
    const auto chart = chart_at(ImGui::GetIO().MousePos, memory);
    if (chart) frame_chart(memory.chart.frames[*chart], look);
    const bool pinned = chart && memory.plan.ids[*chart] != chart_id::everything;
    if (taken->IsDelivery()) drop(chosen, pinned ? std::optional(memory.plan.ids[*chart]) : std::nullopt);
  }
  ImGui::EndDragDropTarget();
}

}  // namespace perfdata::monitor
