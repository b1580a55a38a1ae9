#include "monitor/gui/panels/language_menu.hpp"

#include "monitor/core/source_watch.hpp"
#include "monitor/gui/panels/text.hpp"

#include <array>
#include <fmt/format.h>
#include <string>

namespace perfdata::monitor {
namespace {

constexpr const char* label = "Language";

struct language {
  const char* number;  // of "Counter 007"
  const char* name;
};

// Primary languages that Windows comes in; Chinese and Portuguese are asked for with their sublanguage.
constexpr std::array languages{
    language{"001", "Arabic"},
    language{"804", "Chinese, simplified"},
    language{"404", "Chinese, traditional"},
    language{"005", "Czech"},
    language{"006", "Danish"},
    language{"013", "Dutch"},
    language{"00B", "Finnish"},
    language{"00C", "French"},
    language{"007", "German"},
    language{"008", "Greek"},
    language{"00D", "Hebrew"},
    language{"00E", "Hungarian"},
    language{"010", "Italian"},
    language{"011", "Japanese"},
    language{"012", "Korean"},
    language{"014", "Norwegian"},
    language{"015", "Polish"},
    language{"416", "Portuguese, Brazil"},
    language{"816", "Portuguese"},
    language{"019", "Russian"},
    language{"00A", "Spanish"},
    language{"01D", "Swedish"},
    language{"01F", "Turkish"},
};

void draw_choice(selection& chosen, const char* number, const char* name) {
  if (ImGui::MenuItem(name, nullptr, chosen.language == number)) chosen.language = number;
}

}  // namespace

float language_menu_width() {
  return ImGui::CalcTextSize(label).x + ImGui::GetStyle().FramePadding.x * 2;
}

void draw_language_menu(const source_view& browsed, selection& chosen, const look& look) {
  if (quiet_button(label, look)) ImGui::OpenPopup("##languages");
  if (rested_on_item()) ImGui::SetTooltip("Names in English, in a language of the machine, or by number");
  if (!ImGui::BeginPopup("##languages")) return;
  draw_choice(chosen, "009", "English");
  draw_choice(chosen, index_names.data(), "Numbers (title indexes)");
  ImGui::Separator();
  for (const auto& each : languages) draw_choice(chosen, each.number, each.name);
  if (!browsed.newest->without_language.empty()) {
    ImGui::Separator();
    draw_text(browsed.label + ": " + browsed.newest->without_language, look.theme.warning);
  }
  ImGui::EndPopup();
}

}  // namespace perfdata::monitor
