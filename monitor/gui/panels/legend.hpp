// A row for each line: colour, name, what it is now or was at the crosshair, statistics, scale.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"
#include "monitor/gui/panels/legend_values.hpp"

namespace perfdata::monitor {

/// Kept between frames.
struct legend_memory {
  marked_statistics marked{};
};

/// A click on the colour hides or shows the line, the cross removes it, the mouse on a row points at its
/// line, the right button opens its menu. While a range is marked the numbers are those of the range. Where
/// there is no room for names and numbers the names stand in one column, and the last numbers go. Chosen
/// paths that bring nothing get a row that says why. Only rows in view cost anything.
void draw_legend(const frame& frame, selection& chosen, const look& look, legend_memory& memory);

}  // namespace perfdata::monitor
