#include "monitor/gui/panels/toolbar.hpp"

#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace perfdata::monitor {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::array intervals{milliseconds(100),    milliseconds(250),   milliseconds(500),
                               milliseconds(1000),   milliseconds(2000),  milliseconds(5000),
                               milliseconds(10'000), milliseconds(60'000)};
constexpr std::array spans{seconds(60),  seconds(120),  seconds(300),
                           seconds(900), seconds(3600), seconds(14'400)};

template <class Duration, std::size_t N>
void draw_choice(const char* id, const char* label, const std::array<Duration, N>& choices, Duration& value,
                 const look& look) {
  ImGui::AlignTextToFramePadding();
  draw_text(label, look.theme.muted);
  ImGui::SameLine();
  ImGui::SetNextItemWidth(look.px(86));
  if (!ImGui::BeginCombo(id, text_of(value).c_str())) return;
  for (const auto choice : choices)
    if (ImGui::Selectable(text_of(choice).c_str(), choice == value)) value = choice;
  ImGui::EndCombo();
}

void draw_pause(const frame& frame, selection& chosen, const look& look) {
  const bool frozen = chosen.frozen_at.has_value();
  if (frozen) ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyleColorVec4(ImGuiCol_ButtonActive));
  const bool clicked = ImGui::Button(frozen ? "Resume" : "Pause", {look.px(78), 0});
  if (frozen) ImGui::PopStyleColor();
  if (rested_on_item())
    ImGui::SetTooltip("%s", frozen ? "Follow the newest values again (Space)"
                                   : "Hold the chart still; values go on being collected (Space)");
  const bool space = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Space), false) &&
                     !ImGui::GetIO().WantTextInput && !ImGui::IsAnyItemActive();
  if (!clicked && !space) return;
  if (frozen)
    chosen.frozen_at.reset();
  else
    chosen.frozen_at = frame.newest_time;
}

void draw_layout_choice(selection& chosen, const look& look) {
  const bool lanes = chosen.layout == chart_layout::lane_per_unit;
  ImGui::AlignTextToFramePadding();
  draw_text("Axes", look.theme.muted);
  ImGui::SameLine();
  ImGui::SetNextItemWidth(look.px(150));
  if (!ImGui::BeginCombo("##layout", lanes ? "One for each unit" : "One for all")) return;
  if (ImGui::Selectable("One for each unit", lanes)) chosen.layout = chart_layout::lane_per_unit;
  if (ImGui::Selectable("One for all", !lanes)) chosen.layout = chart_layout::shared_axis;
  if (ImGui::IsItemHovered())
    ImGui::SetTooltip("0 to 100, each line scaled by a power of ten as the legend says");
  ImGui::EndCombo();
}

}  // namespace

std::string text_of(milliseconds duration) {
  if (duration < seconds(1)) return fmt::format("{} ms", duration.count());
  if (duration < seconds(60)) return fmt::format("{:g} s", static_cast<double>(duration.count()) / 1e3);
  if (duration < seconds(3600)) return fmt::format("{:g} min", static_cast<double>(duration.count()) / 60e3);
  return fmt::format("{:g} h", static_cast<double>(duration.count()) / 3600e3);
}

void draw_toolbar(const frame& frame, selection& chosen, const look& look) {
  draw_pause(frame, chosen, look);
  ImGui::SameLine(0, look.px(18));
  draw_choice("##interval", "Every", intervals, chosen.interval, look);
  ImGui::SameLine(0, look.px(18));
  draw_choice("##span", "Last", spans, chosen.span, look);
  ImGui::SameLine(0, look.px(18));
  draw_layout_choice(chosen, look);
  const float width = look.px(96);
  ImGui::SameLine(std::max(ImGui::GetCursorPosX(), ImGui::GetWindowContentRegionMax().x - width));
  if (ImGui::Button("Connect…", {width, 0})) chosen.connect_open = true;
}

}  // namespace perfdata::monitor
