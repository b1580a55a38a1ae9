#include "monitor/gui/panels/main_view.hpp"

#include "monitor/gui/actions/action_table.hpp"
#include "monitor/gui/actions/note_actions.hpp"
#include "monitor/gui/panels/browser.hpp"
#include "monitor/gui/panels/inspector.hpp"
#include "monitor/gui/panels/sources.hpp"
#include "monitor/gui/panels/toolbar.hpp"

#include <algorithm>
#include <utility>

namespace perfdata::monitor {
namespace {

/// A handle of `gap` pixels between two panels; `size` is the extent of the one after it (or before, when
/// `grows_forward`).
void draw_splitter(const char* id, bool vertical, float gap, float length, float& size, bool grows_forward) {
  ImGui::InvisibleButton(id, vertical ? ImVec2{gap, length} : ImVec2{length, gap});
  if (ImGui::IsItemHovered() || ImGui::IsItemActive())
    ImGui::SetMouseCursor(vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  if (!ImGui::IsItemActive()) return;
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  const float by = vertical ? moved.x : moved.y;
  size += grows_forward ? by : -by;
}

/// Between panels the splitters are the only space; inside, items stand apart as everywhere.
template <class Draw>
void draw_panel(const char* id, ImVec2 size, const look& look, Draw&& draw, ImGuiWindowFlags flags = 0) {
  ImGui::BeginChild(id, size, true, flags | ImGuiWindowFlags_AlwaysUseWindowPadding);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {look.px(8), look.px(6)});
  draw();
  ImGui::PopStyleVar();
  ImGui::EndChild();
}

/// As high as its rows, but the chart keeps most of the room.
float legend_height(const frame& frame, bool marked, float room, const look& look) {
  std::size_t rows = frame.lines.size() + 1;
  for (const auto& source : frame.sources) rows += source.newest->rejected.size();
  if (marked) ++rows;
  const float row = ImGui::GetTextLineHeight() + ImGui::GetStyle().CellPadding.y * 2;
  const float needed =
      row * static_cast<float>(rows) + ImGui::GetStyle().WindowPadding.y * 2 + look.px(4) + tabs_height();
  return std::clamp(needed, row * 4, room * 0.38f);
}

void draw_side(const frame& frame, selection& chosen, const look& look, view_memory& memory, ImVec2 size) {
  const float gap = look.px(8);
  ImGui::BeginGroup();
  float height =
      memory.sources_height > 0 ? memory.sources_height : std::min(memory.sources_needed, size.y * 0.42f);
  height = std::clamp(height, look.px(60), std::max(look.px(60), size.y - look.px(160)));
  draw_panel("##browser", {size.x, size.y - height - gap}, look,
             [&] { draw_browser(frame, chosen, look, memory.browser); });
  float dragged = height;
  draw_splitter("##sources-height", false, gap, size.x, dragged, false);
  if (dragged != height) memory.sources_height = dragged;
  draw_panel("##source-list", {size.x, height}, look, [&] {
    memory.sources_needed = draw_sources(frame, chosen, look) + ImGui::GetStyle().WindowPadding.y;
  });
  ImGui::EndGroup();
}

void draw_charts(const frame& frame, selection& chosen, const look& look, view_memory& memory, ImVec2 size) {
  const float gap = look.px(8);
  ImGui::BeginGroup();
  float height = memory.legend_height > 0
                     ? memory.legend_height
                     : legend_height(frame, chosen.view.marked.has_value(), size.y, look);
  if (memory.legend_height <= 0 && memory.lower.page != lower_page::lines)
    height = std::max(height, size.y * 0.45f);
  height = std::clamp(height, look.px(60), std::max(look.px(60), size.y - look.px(120)));
  draw_panel(
      "##charts", {size.x, size.y - height - gap}, look,
      [&] { draw_chart_panel(frame, chosen, look, memory.chart); },
      ImGuiWindowFlags_NoScrollWithMouse);  // the wheel zooms there
  float dragged = height;
  draw_splitter("##legend-height", false, gap, size.x, dragged, false);
  if (dragged != height) memory.legend_height = dragged;
  draw_panel("##legend-panel", {size.x, height}, look, [&] {
    draw_lower_panel(frame, chosen, look, memory.lower,
                     [&] { draw_legend(frame, chosen, look, memory.legend); });
  });
  ImGui::EndGroup();
}

float inspector_width(float room, const look& look, view_memory& memory) {
  if (memory.inspector_width <= 0) memory.inspector_width = look.px(380);
  memory.inspector_width = std::clamp(memory.inspector_width, look.px(220), room - look.px(320));
  return memory.inspector_width;
}

// The browser, the charts and, where there is room for it, where a value comes from, side by side.
void draw_panes(const frame& frame, selection& chosen, const look& look, view_memory& memory) {
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::Dummy({0, look.px(8)});
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float gap = look.px(8);
  if (memory.side_width <= 0) memory.side_width = std::clamp(room.x * 0.24f, look.px(240), look.px(380));
  memory.side_width =
      std::clamp(memory.side_width, look.px(160), std::max(look.px(160), room.x - look.px(320)));
  draw_side(frame, chosen, look, memory, {memory.side_width, room.y});
  ImGui::SameLine(0, 0);
  draw_splitter("##side-width", true, gap, room.y, memory.side_width, true);
  ImGui::SameLine(0, 0);
  float charts = room.x - memory.side_width - gap;
  const bool inspects = chosen.inspected && charts > look.px(560);
  if (inspects) charts -= inspector_width(charts, look, memory) + gap;
  draw_charts(frame, chosen, look, memory, {charts, room.y});
  if (inspects) {
    ImGui::SameLine(0, 0);
    draw_splitter("##inspector-width", true, gap, room.y, memory.inspector_width, false);
    ImGui::SameLine(0, 0);
    draw_panel("##inspector", {memory.inspector_width, room.y}, look,
               [&] { draw_inspector(frame, chosen, look); });
  }
  ImGui::PopStyleVar();
}

}  // namespace

void draw_main_view(const frame& frame, selection& chosen, const look& look, view_memory& memory) {
  const action_scene scene{frame, chosen, memory};
  memory.scale = look.scale;
  settle_layout(scene);
  memory.shortcuts.undo.note(chosen);
  if (!memory.palette.open && !chosen.connect_open) follow_keys(scene);
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  const auto flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                     ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::Begin("##main", nullptr, flags);
  ImGui::PopStyleVar();
  draw_toolbar(frame, chosen, look, more_menu_width(look));
  ImGui::SameLine();
  draw_more_menu(scene, look);

  draw_panes(frame, chosen, look, memory);
  ImGui::End();
  if (const auto time = std::exchange(memory.chart.note_wanted, {})) ask_for_note(scene, *time);
  draw_connect_dialog(frame, chosen, look, memory.connect);
  draw_shortcuts(look, memory.shortcuts);
  draw_palette(scene, look);
  draw_notice(memory.notice, look);
}

}  // namespace perfdata::monitor
