// What can be changed about one chart: kind, axis, thresholds.
#pragma once

#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"
#include "monitor/gui/panels/chart_panel.hpp"

namespace perfdata::monitor {

/// Between ImGui's BeginPopup and EndPopup. Changes the setup of memory.menu.
void draw_chart_menu(selection& chosen, const look& look, chart_panel_memory& memory);

/// "Lines", "Stacked areas", "Bars", "Report".
[[nodiscard]] const char* name_of(chart_kind kind) noexcept;

/// "above 90 %", "below 5 MiB", "from 1 to 3".
[[nodiscard]] std::string describe(const threshold& limit, unit_kind unit);

}  // namespace perfdata::monitor
