#include "monitor/gui/actions/key_chord.hpp"

#include <algorithm>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace perfdata::monitor {

bool key_pressed(int glfw_key, bool repeats) {
  return ImGui::IsKeyPressed(glfw_key, repeats);
}

bool pressed(const key_chord& chord) {
  const auto& io = ImGui::GetIO();
  const bool taken = io.WantTextInput || (ImGui::IsAnyItemActive() && chord.is != key_chord::kind::control);
  switch (chord.is) {
    case key_chord::kind::none: return false;
    case key_chord::kind::character: {
      const auto& queue = io.InputQueueCharacters;
      return !taken && std::find(queue.begin(), queue.end(), static_cast<ImWchar>(chord.code)) != queue.end();
    }
    case key_chord::kind::control:
      return io.KeyCtrl && !io.KeyShift && key_pressed(chord.code, chord.repeats);
    case key_chord::kind::control_shift:
      return io.KeyCtrl && io.KeyShift && key_pressed(chord.code, chord.repeats);
    case key_chord::kind::key:
      return (!taken || chord.code == GLFW_KEY_F1) && !io.KeyCtrl && key_pressed(chord.code, chord.repeats);
  }
  return false;
}

}  // namespace perfdata::monitor
