// What a source offers: objects, their counters, their instances; a click charts one or takes it off.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"

#include <string_view>

namespace perfdata::monitor {

void draw_browser(const frame& frame, selection& chosen, const look& look);

/// Whether `text` holds every blank-separated word of `filter`, without regard to ASCII case.
[[nodiscard]] bool passes_filter(std::string_view filter, std::string_view text) noexcept;

}  // namespace perfdata::monitor
