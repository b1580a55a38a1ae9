#include "monitor/gui/panels/lower_panel.hpp"

#include "monitor/gui/panels/blocks_panel.hpp"
#include "monitor/gui/panels/text.hpp"

#include <array>
#include <imgui.h>

namespace perfdata::monitor {
namespace {

struct page_tab {
  lower_page page;
  const char* label;
  char key;  // with Ctrl
};

constexpr std::array tabs{page_tab{lower_page::lines, "Lines", '1'},
                          page_tab{lower_page::ranking, "Ranking", '2'},
                          page_tab{lower_page::blocks, "Objects and blocks", '3'}};

void draw_tabs(lower_memory& memory, const look& look) {
  for (const auto& tab : tabs) {
    const bool shown = tab.page == memory.page;
    ImGui::PushStyleColor(ImGuiCol_Text, shown ? look.theme.text : look.theme.muted);
    ImGui::PushFont(shown ? look.fonts.strong : look.fonts.text);
    if (ImGui::SmallButton(tab.label)) memory.page = tab.page;
    ImGui::PopFont();
    ImGui::PopStyleColor();
    if (rested_on_item()) ImGui::SetTooltip("Ctrl+%c", tab.key);
    ImGui::SameLine();
  }
  ImGui::NewLine();
}

}  // namespace

float tabs_height() {
  return ImGui::GetTextLineHeightWithSpacing();
}

void draw_lower_panel(const frame& frame, selection& chosen, const look& look, lower_memory& memory,
                      const std::function<void()>& draw_lines) {
  draw_tabs(memory, look);
  if (memory.page != lower_page::ranking) chosen.ranked.reset();
  switch (memory.page) {
    case lower_page::lines: draw_lines(); break;
    case lower_page::ranking: draw_ranking(frame, chosen, look, memory.ranking); break;
    case lower_page::blocks: draw_blocks(frame, chosen, look); break;
  }
  const bool clicked = ImGui::IsMouseClicked(0) && ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows);
  if (clicked && memory.page == lower_page::lines && chosen.pointed) chosen.inspected = chosen.pointed;
}

}  // namespace perfdata::monitor
