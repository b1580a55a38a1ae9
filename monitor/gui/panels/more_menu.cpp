#include "monitor/gui/panels/more_menu.hpp"

#include "monitor/gui/actions/action_groups.hpp"
#include "monitor/gui/actions/action_table.hpp"
#include "monitor/gui/panels/main_view.hpp"
#include "monitor/gui/panels/text.hpp"

#include <array>
#include <string_view>

namespace perfdata::monitor {
namespace {

/// Rows of the table, by the keys that they have.
constexpr std::array<std::string_view, 7> offered{"Ctrl P", "",       "Ctrl E", "Ctrl Shift E",
                                                  "N",      "Ctrl S", "F1"};

void draw_action(const action_scene& scene, std::string_view keys) {
  for (const auto& each : fixed_actions()) {
    if (each.keys != keys || !each.applies(scene)) continue;
    if (ImGui::MenuItem(each.name, each.keys)) each.run(scene);
    return;
  }
}

}  // namespace

float more_menu_width(const look& look) {
  return look.px(64);
}

void draw_more_menu(const action_scene& scene, const look& look) {
  if (ImGui::Button("More", {more_menu_width(look), 0})) {
    scene.memory.more.layouts.clear();
    add_kept_layouts(scene, scene.memory.more.layouts);
    ImGui::OpenPopup("##more");
  }
  if (rested_on_item()) ImGui::SetTooltip("Layouts, export, and everything else (Ctrl+P)");
  if (!ImGui::BeginPopup("##more")) return;
  for (const auto keys : offered) {
    if (keys.empty())
      ImGui::Separator();
    else
      draw_action(scene, keys);
  }
  if (!scene.memory.more.layouts.empty()) ImGui::Separator();
  for (const auto& each : scene.memory.more.layouts)
    if (ImGui::MenuItem(each.name.c_str())) each.run(scene);
  ImGui::EndPopup();
}

}  // namespace perfdata::monitor
