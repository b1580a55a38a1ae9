// What can be changed about one line: colour, width, scale, chart.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"

namespace perfdata::monitor {

/// Between ImGui's BeginPopup and EndPopup.
void draw_line_menu(const series& line, selection& chosen, const look& look);

/// Puts the line on a chart of its own, named after its counter.
void give_own_chart(const series& line, selection& chosen);

}  // namespace perfdata::monitor
