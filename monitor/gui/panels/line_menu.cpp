#include "monitor/gui/panels/line_menu.hpp"

#include "monitor/gui/chart/line_shapes.hpp"
#include "monitor/gui/panels/text.hpp"

#include <array>
#include <fmt/format.h>

namespace perfdata::monitor {
namespace {

constexpr std::array widths{0.0f, 1.0f, 2.0f, 3.0f, 4.0f};

void draw_colours(const series& line, line_setup& setup, const look& look) {
  const float side = ImGui::GetTextLineHeight();
  const auto shown = setup.colour.value_or(line.colour) % look.theme.lines.size();
  for (std::uint32_t i = 0; i < look.theme.lines.size(); ++i) {
    if (i % 6 != 0) ImGui::SameLine(0, look.px(5));
    ImGui::PushID(static_cast<int>(i));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (ImGui::InvisibleButton("##colour", {side, side})) setup.colour = i;
    auto& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + side, at.y + side}, line_colour(look.theme, i), look.px(3));
    if (i == shown)
      list.AddRect({at.x - 2, at.y - 2}, {at.x + side + 2, at.y + side + 2}, look.theme.text, look.px(4));
    ImGui::PopID();
  }
}

void draw_widths(line_setup& setup) {
  for (const float width : widths) {
    const auto text = width == 0 ? std::string("As the others") : fmt::format("{:g} points", width);
    if (ImGui::MenuItem(text.c_str(), nullptr, setup.width == width)) setup.width = width;
  }
}

void draw_scales(line_setup& setup) {
  if (ImGui::MenuItem("As the axis needs", nullptr, !setup.power)) setup.power.reset();
  for (int power = greatest_power; power >= -greatest_power; --power) {
    const auto text = power == 0 ? std::string("1") : fmt::format("10^{}", power);
    if (ImGui::MenuItem(text.c_str(), nullptr, setup.power == power)) setup.power = power;
  }
}

void draw_charts_menu(const series& line, selection& chosen, line_setup& setup) {
  if (ImGui::MenuItem("That of its unit", nullptr, !setup.chart)) setup.chart.reset();
  for (const auto& [id, chart] : chosen.charts)
    if (id >= chart_id::first_own &&
        ImGui::MenuItem(fmt::format("{}##{}", chart.title, static_cast<unsigned>(id)).c_str(), nullptr,
                        setup.chart == id))
      setup.chart = id;
  if (!ImGui::MenuItem("A new one")) return;
  give_own_chart(line, chosen);
  setup = chosen.line_setups[line.key];
}

}  // namespace

void give_own_chart(const series& line, selection& chosen) {
  auto number = static_cast<std::uint32_t>(chart_id::first_own);
  while (chosen.charts.contains(chart_id{number})) ++number;
  chosen.charts[chart_id{number}] = {.title = line.newest.counter};
  chosen.line_setups[line.key].chart = chart_id{number};
}

void draw_line_menu(const series& line, selection& chosen, const look& look) {
  const auto found = chosen.line_setups.find(line.key);
  auto setup = found == chosen.line_setups.end() ? line_setup{} : found->second;
  const auto before = setup;
  draw_text(line.name, look.theme.muted);
  ImGui::Separator();
  draw_colours(line, setup, look);
  ImGui::Separator();
  if (ImGui::BeginMenu("Width")) {
    draw_widths(setup);
    ImGui::EndMenu();
  }
  if (ImGui::BeginMenu("Scale")) {
    draw_scales(setup);
    ImGui::EndMenu();
  }
  if (ImGui::BeginMenu("Chart")) {
    draw_charts_menu(line, chosen, setup);
    ImGui::EndMenu();
  }
  ImGui::Separator();
  if (ImGui::MenuItem("Copy path")) ImGui::SetClipboardText(line.key.path.c_str());
  if (ImGui::MenuItem("Remove")) remove_line(chosen, line);
  if (setup != before) chosen.line_setups[line.key] = setup;
}

}  // namespace perfdata::monitor
