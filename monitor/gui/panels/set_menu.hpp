// Counter sets: choose one, or keep what is charted as one.
#pragma once

#include "monitor/core/counter_set.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace perfdata::monitor {

/// Kept between frames.
struct set_menu_memory {
  std::filesystem::path folder{};  ///< where sets are kept; empty: nowhere
  std::vector<counter_set> saved{};
  std::vector<std::string> problems{};  ///< of files in the folder
  std::string name{};
  std::string complaint{};
};

/// A button and its menu. A set takes the place of what is charted of the browsed source; the folder is read
/// anew whenever the menu opens.
void draw_set_menu(selection& chosen, const look& look, set_menu_memory& memory);

}  // namespace perfdata::monitor
