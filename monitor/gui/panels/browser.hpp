// What a source offers: objects, their counters, their instances; a click charts one or takes it off.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"
#include "monitor/gui/panels/browser_tree.hpp"
#include "monitor/gui/panels/set_menu.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>

namespace perfdata::monitor {

/// What the browser keeps between frames. A resource.
struct browser_memory {
  browser_tree tree{};
  set_menu_memory sets{};
  bool search_wanted = false;                 ///< whether the keyboard is to go to the filter
  bool searching = false;                     ///< whether it has it, and takes text
  std::optional<std::size_t> cursor{};        ///< the row that the keyboard is on
  std::set<std::string> picked{};             ///< paths that were clicked with Ctrl, to be dragged together
  std::optional<std::size_t> last_clicked{};  ///< where a range with Shift begins
};

/// Keys: in the filter Up and Down move over the rows, Enter opens, closes, charts or
/// takes off. A click with Shift charts everything from the last click on.
/// Counters and instances can be dragged to a chart, all that were clicked with Ctrl together.
void draw_browser(const frame& frame, selection& chosen, const look& look, browser_memory& memory);

}  // namespace perfdata::monitor
