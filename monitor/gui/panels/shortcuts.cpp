#include "monitor/gui/panels/shortcuts.hpp"

#include "monitor/gui/panels/text.hpp"

#include <array>
#include <imgui.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace perfdata::monitor {
namespace {

struct shortcut {
  const char* keys;
  const char* what;
};

constexpr std::array shortcuts{
    shortcut{"F1", "this page"},
    shortcut{"Space", "hold the charts still, go on"},
    shortcut{"Left, Right", "earlier and later"},
    shortcut{"+, -, the wheel", "nearer and farther"},
    shortcut{"F, L", "everything that is kept; follow the newest again"},
    shortcut{"a range dragged", "its statistics; Z zooms to it, Esc leaves it"},
    shortcut{"Ctrl F", "search for counters"},
    shortcut{"Down, Up, Enter", "in the search: go to a counter, open it, chart it, take it off"},
    shortcut{"Shift and a click", "chart everything from the last click on"},
    shortcut{"Ctrl Z, Ctrl Y", "take back what was charted, taken off or hidden; do it again"},
    shortcut{"Ctrl O", "connect to a machine, open a recording or a log"},
    shortcut{"Ctrl R", "record, end the recording"},
    shortcut{"Ctrl 1, 2, 3", "lines, ranking, objects and blocks"},
    shortcut{"a click on a value", "where it comes from"},
    shortcut{"Esc", "close what shows that"},
};

bool pressed(int key) {
  return ImGui::IsKeyPressed(key, false);
}

void follow_control_keys(const frame& frame, selection& chosen, shortcut_memory& memory) {
  if (pressed('O')) chosen.connect_open = true;
  if (pressed('R'))
    chosen.requests.emplace_back(record_request{frame.recording.path.empty() ? suggested_recording() : ""});
  if (ImGui::GetIO().WantTextInput) return;
  if (pressed('Z')) memory.undo.undo(chosen, frame);
  if (pressed('Y')) memory.undo.redo(chosen, frame);
}

}  // namespace

void follow_shortcuts(const frame& frame, selection& chosen, shortcut_memory& memory) {
  memory.undo.note(chosen);
  if (pressed(GLFW_KEY_F1)) memory.listed = !memory.listed;
  if (pressed(GLFW_KEY_ESCAPE)) {
    if (!memory.listed && !chosen.connect_open) chosen.inspected.reset();
    memory.listed = false;
  }
  if (ImGui::GetIO().KeyCtrl && !chosen.connect_open) follow_control_keys(frame, chosen, memory);
}

void draw_shortcuts(const look& look, shortcut_memory& memory) {
  if (!memory.listed) return;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({screen.x / 2, screen.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
  const auto flags = ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse;
  ImGui::SetNextWindowFocus();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, look.px(1));
  if (ImGui::Begin("Keys", &memory.listed, flags) && ImGui::BeginTable("##keys", 2)) {
    ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, look.px(150));
    ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, look.px(440));
    for (const auto& each : shortcuts) {
      ImGui::TableNextRow();
      ImGui::TableNextColumn();
      draw_text(each.keys, look.theme.accent);
      ImGui::TableNextColumn();
      draw_text(each.what, look.theme.text);
    }
    ImGui::EndTable();
  }
  ImGui::End();
  ImGui::PopStyleVar();
}

}  // namespace perfdata::monitor
