// What the toolbar has no room for: layouts, export, the palette.
#pragma once

#include "monitor/gui/actions/action.hpp"
#include "monitor/gui/look.hpp"

#include <vector>

namespace perfdata::monitor {

/// Kept between frames.
struct more_menu_memory {
  std::vector<action> layouts{};  ///< as they were when the menu opened
};

/// A button as wide as more_menu_width(), and its menu.
void draw_more_menu(const action_scene& scene, const look& look);

[[nodiscard]] float more_menu_width(const look& look);

}  // namespace perfdata::monitor
