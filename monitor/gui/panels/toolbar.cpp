#include "monitor/gui/panels/toolbar.hpp"

#include "monitor/gui/panels/chart_menu.hpp"
#include "monitor/gui/panels/legend_values.hpp"
#include "monitor/gui/panels/text.hpp"
#include "monitor/gui/panels/time_choices.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace perfdata::monitor {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

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
  const bool frozen = !chosen.view.follows();
  if (frozen) ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyleColorVec4(ImGuiCol_ButtonActive));
  const bool clicked = ImGui::Button(frozen ? "Resume" : "Pause", {look.px(78), 0});
  if (frozen) ImGui::PopStyleColor();
  if (rested_on_item())
    ImGui::SetTooltip("%s", frozen ? "Follow the newest values again (Space)"
                                   : "Hold the charts still; values go on being collected (Space)");
  if (!clicked) return;
  if (frozen)
    follow(chosen.view);
  else
    pause(chosen.view, known_time_of(frame));
}

/// The span may be any number of seconds once it was zoomed.
void draw_span(const frame& frame, selection& chosen, const look& look) {
  ImGui::AlignTextToFramePadding();
  draw_text("Show", look.theme.muted);
  ImGui::SameLine();
  ImGui::SetNextItemWidth(look.px(100));
  if (!ImGui::BeginCombo("##span", duration_text(chosen.view.span).c_str())) return;
  for (const auto each : shown_spans) {
    const auto span = static_cast<double>(each.count());
    if (ImGui::Selectable(duration_text(span).c_str(), span == chosen.view.span)) chosen.view.span = span;
  }
  if (ImGui::Selectable("All there is (F)", false)) fit(chosen.view, known_time_of(frame));
  ImGui::EndCombo();
}

void draw_kind(selection& chosen, const look& look) {
  ImGui::AlignTextToFramePadding();
  draw_text("as", look.theme.muted);
  ImGui::SameLine();
  ImGui::SetNextItemWidth(look.px(126));
  if (!ImGui::BeginCombo("##kind", name_of(chosen.kind))) return;
  for (const auto kind : {chart_kind::lines, chart_kind::stacked, chart_kind::bars, chart_kind::report}) {
    if (!ImGui::Selectable(name_of(kind), kind == chosen.kind)) continue;
    show_all_as(chosen, kind);
  }
  ImGui::EndCombo();
}

void draw_columns(selection& chosen, const look& look) {
  for (std::size_t columns = 1; columns <= 3; ++columns) {
    ImGui::SameLine(0, columns == 1 ? look.px(18) : look.px(2));
    ImGui::PushID(static_cast<int>(columns));
    const bool active = chosen.chart_columns == columns;
    const float side = ImGui::GetFrameHeight();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (ImGui::InvisibleButton("##columns", {side, side})) chosen.chart_columns = columns;
    auto& list = *ImGui::GetWindowDrawList();
    if (active || ImGui::IsItemHovered())
      list.AddRectFilled(at, {at.x + side, at.y + side}, look.theme.control, look.px(4));
    if (rested_on_item()) ImGui::SetTooltip("%d beside each other", static_cast<int>(columns));
    const float room = side - look.px(14);
    const float width = room / static_cast<float>(columns);
    for (std::size_t i = 0; i < columns; ++i) {
      const float left = std::round(at.x + look.px(7) + width * static_cast<float>(i));
      list.AddRectFilled({left, at.y + look.px(8)},
                         {std::round(left + width - look.px(1.5f)), at.y + side - look.px(8)},
                         active ? look.theme.accent : look.theme.muted, look.px(1));
    }
    ImGui::PopID();
  }
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

void draw_toolbar(const frame& frame, selection& chosen, const look& look, float room_behind) {
  draw_pause(frame, chosen, look);
  ImGui::SameLine(0, look.px(18));
  draw_choice("##interval", "Every", sample_intervals, chosen.interval, look);
  ImGui::SameLine(0, look.px(18));
  draw_span(frame, chosen, look);
  ImGui::SameLine();
  draw_kind(chosen, look);
  ImGui::SameLine(0, look.px(18));
  draw_layout_choice(chosen, look);
  draw_columns(chosen, look);
  const float width = look.px(96);
  const float behind = room_behind > 0 ? room_behind + ImGui::GetStyle().ItemSpacing.x : 0;
  ImGui::SameLine(std::max(ImGui::GetCursorPosX(), ImGui::GetWindowContentRegionMax().x - width - behind));
  if (ImGui::Button("Connect…", {width, 0})) chosen.connect_open = true;
}

}  // namespace perfdata::monitor
