#include "monitor/gui/panels/notice.hpp"

#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <imgui.h>
#include <utility>

namespace perfdata::monitor {
namespace {

constexpr double shown_seconds = 6;
constexpr double shown_seconds_of_failures = 14;
constexpr double fading_seconds = 1;

}  // namespace

void show_notice(notice_memory& memory, std::string text) {
  memory = {std::move(text), false, ImGui::GetTime() + shown_seconds};
}

void show_failure(notice_memory& memory, const error& failed) {
  auto text = failed.message;
  if (!failed.advice.empty()) text += "\nTry: " + failed.advice;
  memory = {std::move(text), true, ImGui::GetTime() + shown_seconds_of_failures};
}

bool notice_is_shown(const notice_memory& memory) {
  return !memory.text.empty() && ImGui::GetTime() < memory.until;
}

void draw_notice(notice_memory& memory, const look& look) {
  if (!notice_is_shown(memory)) return memory.text.clear();
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const double left = memory.until - ImGui::GetTime();
  const float width = std::min(look.px(720), screen.x * 0.9f);
  const float needed = ImGui::CalcTextSize(memory.text.c_str(), nullptr, false, width).x;
  ImGui::SetNextWindowPos({screen.x / 2, screen.y - look.px(20)}, ImGuiCond_Always, {0.5f, 1});
  ImGui::PushStyleVar(ImGuiStyleVar_Alpha, static_cast<float>(std::clamp(left / fading_seconds, 0.05, 1.0)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, look.px(1));
  ImGui::PushStyleColor(ImGuiCol_Border, memory.failed ? look.theme.bad : look.theme.accent);
  const auto flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize |
                     ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_Tooltip;
  if (ImGui::Begin("##notice", nullptr, flags)) {
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + needed + 1);
    draw_text(memory.text, memory.failed ? look.theme.bad : look.theme.text);
    ImGui::PopTextWrapPos();
  }
  ImGui::End();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
}

}  // namespace perfdata::monitor
