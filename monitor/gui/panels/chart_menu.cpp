#include "monitor/gui/panels/chart_menu.hpp"

#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace perfdata::monitor {
namespace {

constexpr std::array kinds{chart_kind::lines, chart_kind::stacked, chart_kind::bars, chart_kind::report};

void draw_kinds(chart_setup& setup, chart_kind shown) {
  for (const auto kind : kinds)
    if (ImGui::MenuItem(name_of(kind), nullptr, kind == shown)) setup.kind = kind;
}

void draw_thresholds_menu(chart_setup& setup, unit_kind unit, const unit_prefix& prefix, const look& look,
                          double& typed) {
  draw_text("Call for attention", look.theme.muted);
  ImGui::SetNextItemWidth(look.px(110));
  ImGui::InputDouble("##limit", &typed, 0, 0, "%g");
  ImGui::SameLine();
  draw_text(prefix.symbol, look.theme.muted);
  const double value = typed * prefix.divisor;
  if (ImGui::Button("Above it")) setup.thresholds.push_back({.from = value});
  ImGui::SameLine();
  if (ImGui::Button("Below it")) setup.thresholds.push_back({.to = value});
  for (std::size_t i = 0; i < setup.thresholds.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    const bool taken_back = cross_button("##forget", look);
    ImGui::SameLine();
    draw_text(describe(setup.thresholds[i], unit), look.theme.text);
    ImGui::PopID();
    if (!taken_back) continue;
    setup.thresholds.erase(setup.thresholds.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
}

}  // namespace

const char* name_of(chart_kind kind) noexcept {
  switch (kind) {
    case chart_kind::lines: return "Lines";
    case chart_kind::stacked: return "Stacked areas";
    case chart_kind::bars: return "Bars";
    case chart_kind::report: return "Report";
  }
  return "Lines";
}

std::string describe(const threshold& limit, unit_kind unit) {
  if (std::isinf(limit.to)) return fmt::format("above {}", format_value(limit.from, unit));
  if (std::isinf(limit.from)) return fmt::format("below {}", format_value(limit.to, unit));
  return fmt::format("from {} to {}", format_value(limit.from, unit), format_value(limit.to, unit));
}

void draw_chart_menu(selection& chosen, const look& look, chart_panel_memory& memory) {
  if (!memory.menu) return;
  const auto& ids = memory.plan.ids;
  const auto found = std::find(ids.begin(), ids.end(), *memory.menu);
  if (found == ids.end()) return ImGui::CloseCurrentPopup();
  const auto number = static_cast<std::size_t>(found - ids.begin());
  const auto& lane = memory.plan.lanes[number];
  const auto known = chosen.charts.find(*memory.menu);
  auto setup = known == chosen.charts.end() ? chart_setup{} : known->second;
  const auto before = setup;
  draw_text(lane.title, look.theme.muted);
  ImGui::Separator();
  draw_kinds(setup, lane.kind);
  ImGui::Separator();
  if (ImGui::MenuItem("Logarithmic axis", nullptr, setup.logarithmic, lane.kind != chart_kind::stacked))
    setup.logarithmic = !setup.logarithmic;
  ImGui::Separator();
  if (ImGui::MenuItem("Write a note here…")) memory.note_wanted = memory.menu_time;
  ImGui::Separator();
  const auto prefix = number < memory.chart.axes.size() ? memory.chart.axes[number].prefix : unit_prefix{};
  draw_thresholds_menu(setup, lane.unit, prefix, look, memory.new_limit);
  if (setup != before) chosen.charts[*memory.menu] = std::move(setup);
}

}  // namespace perfdata::monitor
