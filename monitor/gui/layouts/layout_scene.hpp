// Between the window as it stands and a layout.
#pragma once

#include "monitor/gui/actions/action.hpp"
#include "monitor/gui/layouts/layout.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace perfdata::monitor {

/// Kept between frames: what a layout says of sources that are not there yet, or have not said their name.
struct layout_memory {
  std::filesystem::path folder{};  ///< where layouts are kept; empty: nowhere
  std::vector<layout_source> awaited_sources{};
  std::vector<layout_line> awaited_lines{};
};

/// The window as it stands.
[[nodiscard]] layout layout_of(const action_scene& scene, std::string name);

/// Makes the window stand like that. What is charted of a source that the layout names is replaced, of others
/// it stays; notes are added to those that are there.
void show_layout(const action_scene& scene, const layout& kept);

/// Call once a frame: gives sources that have come what the layout shown last has for them.
void settle_layout(const action_scene& scene);

}  // namespace perfdata::monitor
