// Keys that work everywhere in the window, and the page that lists all keys.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/core/selection_undo.hpp"
#include "monitor/gui/look.hpp"

namespace perfdata::monitor {

/// Kept between frames.
struct shortcut_memory {
  selection_undo undo{};
  bool listed = false;  ///< whether the page is shown
};

/// Call once a frame, before the panels. Keys do nothing while a text is being typed that means them itself.
void follow_shortcuts(const frame& frame, selection& chosen, shortcut_memory& memory);

/// The page over everything, while it is shown.
void draw_shortcuts(const look& look, shortcut_memory& memory);

}  // namespace perfdata::monitor
