// The page that lists all keys, and what the mouse does.
#pragma once

#include "monitor/core/selection_undo.hpp"
#include "monitor/gui/look.hpp"

#include <string>
#include <vector>

namespace perfdata::monitor {

/// Kept between frames.
struct shortcut_memory {
  selection_undo undo{};
  bool listed = false;  ///< whether the page is shown
};

/// A line of the page. A value.
struct listed_key {
  std::string keys{};
  std::string what{};
};

/// The table of actions as the page lists it: actions of the same keys in one line, other keys of the same
/// action with it.
[[nodiscard]] std::vector<listed_key> listed_keys();

/// The page over everything, while it is shown.
void draw_shortcuts(const look& look, shortcut_memory& memory);

}  // namespace perfdata::monitor
