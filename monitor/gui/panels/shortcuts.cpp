#include "monitor/gui/panels/shortcuts.hpp"

#include "monitor/gui/actions/action_table.hpp"
#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <array>
#include <imgui.h>
#include <string_view>

namespace perfdata::monitor {
namespace {

struct gesture {
  const char* how;
  const char* what;
};

constexpr std::array gestures{
    gesture{"the wheel", "nearer and farther; with Shift, earlier and later"},
    gesture{"a range dragged", "its statistics"},
    gesture{"a double click", "zoom to the marked range, or fit everything"},
    gesture{"the right button", "what can be changed about a chart or a line; dragged: earlier and later"},
    gesture{"a click on a value", "where it comes from"},
    gesture{"a counter dragged",
            "goes on the chart that it is dropped on, with all that were clicked with Ctrl"},
    gesture{"Shift and a click", "in the list of counters: chart everything from the last click on"},
    gesture{"Down, Up, Enter", "in the search: go to a counter, open it, chart it, take it off"}};

std::string in_lower_case(std::string_view name) {
  std::string text(name);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] + 32);
  return text;
}

void list_row(const char* keys, const char* what, const look& look) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  draw_text(keys, look.theme.accent);
  ImGui::TableNextColumn();
  draw_text(what, look.theme.text);
}

void draw_rows(const look& look) {
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, look.px(150));
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, look.px(500));
  for (const auto& each : listed_keys()) list_row(each.keys.c_str(), each.what.c_str(), look);
  for (const auto& each : gestures) list_row(each.how, each.what, look);
}

}  // namespace

std::vector<listed_key> listed_keys() {
  std::vector<listed_key> listed;
  for (const auto& each : fixed_actions()) {
    if (*each.keys == '\0') continue;
    const auto what = in_lower_case(each.name);
    const auto same_keys = std::ranges::find(listed, std::string_view(each.keys), &listed_key::keys);
    const auto same_action = std::ranges::find(listed, what, &listed_key::what);
    if (same_keys != listed.end())
      same_keys->what += "; " + what;
    else if (same_action != listed.end())
      same_action->keys += std::string(", ") + each.keys;
    else
      listed.push_back({each.keys, what});
  }
  return listed;
}

void draw_shortcuts(const look& look, shortcut_memory& memory) {
  if (!memory.listed) return;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({screen.x / 2, screen.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::SetNextWindowSizeConstraints({0, 0}, {screen.x, screen.y});
  const auto flags = ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse;
  ImGui::SetNextWindowFocus();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, look.px(1));
  if (ImGui::Begin("Keys", &memory.listed, flags) && ImGui::BeginTable("##keys", 2)) {
    draw_rows(look);
    ImGui::EndTable();
  }
  ImGui::End();
  ImGui::PopStyleVar();
}

}  // namespace perfdata::monitor
