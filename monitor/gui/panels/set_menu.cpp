#include "monitor/gui/panels/set_menu.hpp"

#include "monitor/gui/counter_set_file.hpp"
#include "monitor/gui/panels/text.hpp"

#include <imgui_stdlib.h>

namespace perfdata::monitor {
namespace {

void read_again(set_menu_memory& memory) {
  memory.problems.clear();
  memory.complaint.clear();
  memory.saved = read_counter_sets(memory.folder, memory.problems);
}

void draw_choice(selection& chosen, const counter_set& set) {
  if (ImGui::MenuItem(set.name.c_str())) show_set(chosen, chosen.browsed, set);
}

void draw_saving(const selection& chosen, const look& look, set_menu_memory& memory) {
  ImGui::SetNextItemWidth(look.px(170));
  const bool enter = ImGui::InputTextWithHint("##name", "Name for what is charted", &memory.name,
                                              ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::SameLine();
  ImGui::BeginDisabled(memory.name.empty());
  const bool save = ImGui::Button("Save") || enter;
  ImGui::EndDisabled();
  if (save) {
    const auto saved = save_counter_set(memory.folder, charted_set(chosen, chosen.browsed, memory.name));
    read_again(memory);
    memory.complaint = saved ? "" : saved.error().message;
    if (saved) memory.name.clear();
  }
  if (!memory.complaint.empty()) draw_text(memory.complaint, look.theme.bad);
}

}  // namespace

void draw_set_menu(selection& chosen, const look& look, set_menu_memory& memory) {
  if (quiet_button("Sets", look)) {
    read_again(memory);
    ImGui::OpenPopup("##sets");
  }
  if (rested_on_item()) ImGui::SetTooltip("Counters that belong together, and those that you kept");
  if (!ImGui::BeginPopup("##sets")) return;
  for (const auto& set : preset_sets()) draw_choice(chosen, set);
  ImGui::Separator();
  for (const auto& set : memory.saved) draw_choice(chosen, set);
  for (const auto& problem : memory.problems) draw_text(problem, look.theme.warning);
  if (!memory.folder.empty()) draw_saving(chosen, look, memory);
  ImGui::EndPopup();
}

}  // namespace perfdata::monitor
