// Pause, interval, span, layout, connect.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"

namespace perfdata::monitor {

/// Leaves `room_behind` pixels free at its end.
void draw_toolbar(const frame& frame, selection& chosen, const look& look, float room_behind = 0);

/// "250 ms", "1 s", "1.5 s", "5 min".
[[nodiscard]] std::string text_of(std::chrono::milliseconds duration);

}  // namespace perfdata::monitor
