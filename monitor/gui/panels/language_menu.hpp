// In which language the browser names objects and counters.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"

namespace perfdata::monitor {

/// A button and its menu: English, title indexes, or a language of the machine that is browsed.
void draw_language_menu(const source_view& browsed, selection& chosen, const look& look);

/// Of the button.
[[nodiscard]] float language_menu_width();

}  // namespace perfdata::monitor
