#include "monitor/gui/panels/blocks_panel.hpp"

#include "monitor/core/display_unit.hpp"
#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace perfdata::monitor {
namespace {

void draw_defects(const source_frame& source, const look& look) {
  draw_heading("Defects", look);
  const auto defects = defects_of(source);
  if (defects.empty()) {
    draw_text("None: every length in its blocks was as it should be.", look.theme.good, true);
    return;
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(defects.size()));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
      draw_clipped(defects[static_cast<std::size_t>(i)], look.theme.warning,
                   ImGui::GetContentRegionAvail().x);
}

void draw_cost_row(const object_cost& cost, std::int64_t slowest, const look& look) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  draw_clipped(cost.name, look.theme.text, ImGui::GetContentRegionAvail().x);
  ImGui::TableNextColumn();
  draw_right_aligned(format_value(std::chrono::duration<double>(cost.time).count(), unit_kind::seconds),
                     cost.failed ? look.theme.bad : look.theme.text);
  ImGui::TableNextColumn();
  if (cost.failed)
    draw_clipped(cost.failed->message, look.theme.bad, ImGui::GetContentRegionAvail().x);
  else
    draw_right_aligned(format_value(static_cast<double>(cost.bytes), unit_kind::bytes), look.theme.muted);
  ImGui::TableNextColumn();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room{ImGui::GetContentRegionAvail().x, ImGui::GetTextLineHeight()};
  ImGui::Dummy(room);
  const float part = slowest > 0 ? static_cast<float>(cost.time.count()) / static_cast<float>(slowest) : 0.0f;
  ImGui::GetWindowDrawList()->AddRectFilled({at.x, at.y + room.y * 0.3f},
                                            {at.x + room.x * part, at.y + room.y * 0.8f}, look.theme.accent,
                                            look.px(2));
}

void draw_costs(const source_view& source, selection& chosen, const look& look) {
  const auto& newest = *source.newest;
  const auto total = newest.catalog ? newest.catalog->objects.size() : 0;
  draw_heading("What each object costs there", look);
  ImGui::SameLine(0, look.px(12));
  ImGui::BeginDisabled(total == 0);
  if (ImGui::SmallButton("Measure")) chosen.requests.emplace_back(measure_request{source.id});
  ImGui::EndDisabled();
  if (rested_on_item()) ImGui::SetTooltip("Asks for every object alone, once, between two samples");
  if (newest.costs.empty()) {
    draw_text("Not measured yet. Recordings and logs are not.", look.theme.muted, true);
    return;
  }
  if (newest.costs.size() < total) {
    ImGui::SameLine();
    draw_text(fmt::format("{} of {}", newest.costs.size(), total), look.theme.muted);
  }
  auto costs = newest.costs;
  std::ranges::stable_sort(costs, std::ranges::greater{}, &object_cost::time);
  const auto flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_PadOuterX;
  if (!ImGui::BeginTable("##costs", 4, flags)) return;
  for (const auto& [name, weight] : {std::pair{"Object", 2.0f}, {"Time", 0.8f}, {"Answer", 1.0f}, {"", 2.0f}})
    ImGui::TableSetupColumn(name, ImGuiTableColumnFlags_WidthStretch, weight);
  for (const auto& cost : costs) draw_cost_row(cost, costs.front().time.count(), look);
  ImGui::EndTable();
}

}  // namespace

std::vector<std::string> defects_of(const source_frame& source) {
  std::vector<std::string> all;
  const auto add = [&](std::string sentence) {
    if (std::ranges::find(all, sentence) == all.end()) all.push_back(std::move(sentence));
  };
  if (source.catalog)
    for (const auto& each : source.catalog->defects) add(each.message());
  if (source.recent.empty()) return all;
  const auto& newest = *source.recent.back();
  if (newest.collected)
    for (const auto& each : newest.collected->defects) add(each.message());
  for (const auto& each : newest.left_out())
    add(fmt::format("{} is left out, so that the others answer: {}", each.object, each.why.message));
  return all;
}

void draw_blocks(const frame& frame, selection& chosen, const look& look) {
  const auto* source = find_source(frame, chosen.browsed);
  if (source == nullptr) {
    draw_text("Defects in the blocks of a source are listed here.", look.theme.muted, true);
    return;
  }
  const ImVec2 room = ImGui::GetContentRegionAvail();
  ImGui::BeginChild("##costs-side", {room.x * 0.6f, 0}, false);
  draw_costs(*source, chosen, look);
  ImGui::EndChild();
  ImGui::SameLine(0, look.px(16));
  ImGui::BeginChild("##defects-side", {0, 0}, false);
  draw_defects(*source->newest, look);
  ImGui::EndChild();
}

}  // namespace perfdata::monitor
