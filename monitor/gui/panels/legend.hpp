// A row for each line: colour, name, last, least, average and greatest value, scale; hide and remove.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"

namespace perfdata::monitor {

/// A click on the colour hides or shows the line, the cross removes it, the mouse on a row points at its
/// line. Chosen paths that bring nothing get a row that says why.
void draw_legend(const frame& frame, selection& chosen, const look& look);

}  // namespace perfdata::monitor
