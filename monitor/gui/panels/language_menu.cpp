#include "monitor/gui/panels/language_menu.hpp"

#include "monitor/core/source_watch.hpp"
#include "monitor/gui/panels/text.hpp"

#include <array>

namespace perfdata::monitor {
namespace {

constexpr const char* label = "Language";

// Primary languages that Windows comes in; Chinese and Portuguese are asked for with their sublanguage.
constexpr std::array languages{
    name_language{"009", "English"},
    name_language{index_names.data(), "Numbers (title indexes)"},
    name_language{"001", "Arabic"},
    name_language{"804", "Chinese, simplified"},
    name_language{"404", "Chinese, traditional"},
    name_language{"005", "Czech"},
    name_language{"006", "Danish"},
    name_language{"013", "Dutch"},
    name_language{"00B", "Finnish"},
    name_language{"00C", "French"},
    name_language{"007", "German"},
    name_language{"008", "Greek"},
    name_language{"00D", "Hebrew"},
    name_language{"00E", "Hungarian"},
    name_language{"010", "Italian"},
    name_language{"011", "Japanese"},
    name_language{"012", "Korean"},
    name_language{"014", "Norwegian"},
    name_language{"015", "Polish"},
    name_language{"416", "Portuguese, Brazil"},
    name_language{"816", "Portuguese"},
    name_language{"019", "Russian"},
    name_language{"00A", "Spanish"},
    name_language{"01D", "Swedish"},
    name_language{"01F", "Turkish"},
};

}  // namespace

std::span<const name_language> name_languages() noexcept {
  return languages;
}

float language_menu_width() {
  return ImGui::CalcTextSize(label).x + ImGui::GetStyle().FramePadding.x * 2;
}

void draw_language_menu(const source_view& browsed, selection& chosen, const look& look) {
  if (quiet_button(label, look)) ImGui::OpenPopup("##languages");
  if (rested_on_item()) ImGui::SetTooltip("Names in English, in a language of the machine, or by number");
  if (!ImGui::BeginPopup("##languages")) return;
  for (const auto& each : languages)
    if (ImGui::MenuItem(each.name, nullptr, chosen.language == each.number)) chosen.language = each.number;
  if (!browsed.newest->without_language.empty()) {
    ImGui::Separator();
    draw_text(browsed.label + ": " + browsed.newest->without_language, look.theme.warning);
  }
  ImGui::EndPopup();
}

}  // namespace perfdata::monitor
