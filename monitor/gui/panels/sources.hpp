// The connections: state, speed, size, and what went wrong with what to try.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"

namespace perfdata::monitor {

/// @returns the height that shows everything, without the panel's lower padding.
float draw_sources(const frame& frame, selection& chosen, const look& look);

/// "1.4 ms · 12.3 KiB a sample"; empty before the first answer.
[[nodiscard]] std::string describe_traffic(const source_frame& source);

}  // namespace perfdata::monitor
