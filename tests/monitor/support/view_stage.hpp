// The whole view of a made-up frame, with a keyboard.
#pragma once

#include "monitor/gui/actions/action.hpp"
#include "monitor/gui/panels/main_view.hpp"
#include "tests/monitor/support/made_up_frame.hpp"
#include "tests/monitor/support/panel_stage.hpp"

#include <string_view>

namespace perfdata::test {

/// Keys as GLFW numbers them.
namespace keys {
constexpr int space = 32;
constexpr int escape = 256;
constexpr int enter = 257;
constexpr int backspace = 259;
constexpr int right = 262;
constexpr int left = 263;
constexpr int down = 264;
constexpr int up = 265;
constexpr int f1 = 290;
}  // namespace keys

/// A resource; one at a time.
class view_stage {
 public:
  view_stage() {
    auto& map = ImGui::GetIO().KeyMap;
    map[ImGuiKey_Enter] = keys::enter;
    map[ImGuiKey_Escape] = keys::escape;
    map[ImGuiKey_Backspace] = keys::backspace;
    chosen.browsed = made_up_source;
  }

  /// What an action is run with.
  [[nodiscard]] monitor::action_scene scene() { return {seen, chosen, memory}; }

  void frame() {
    ImGui::NewFrame();
    draw_main_view(seen, chosen, stage.look, memory);
    ImGui::Render();
  }

  enum class held { nothing, control, control_shift };

  void press(int key, held with = held::nothing) {
    auto& io = ImGui::GetIO();
    io.KeyCtrl = with != held::nothing;
    io.KeyShift = with == held::control_shift;
    io.KeyMods = (io.KeyCtrl ? ImGuiKeyModFlags_Ctrl : 0) | (io.KeyShift ? ImGuiKeyModFlags_Shift : 0);
    io.KeysDown[key] = true;
    frame();
    io.KeysDown[key] = false;
    io.KeyCtrl = false;
    io.KeyShift = false;
    io.KeyMods = 0;
    frame();
  }
  void press_control(int key) { press(key, held::control); }

  void type(std::string_view text) {
    frame();  // a field takes what is typed from the frame after the one that it began in
    for (const char c : text) ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(c));
    frame();
    frame();
  }

  /// Opens the palette, types, presses Enter.
  void run(std::string_view words) {
    press_control('P');
    type(words);
    press(keys::enter);
  }

  panel_stage stage{};
  monitor::frame seen = made_up_frame();
  monitor::selection chosen;
  monitor::view_memory memory;
};

}  // namespace perfdata::test
