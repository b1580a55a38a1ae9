// All actions. The keys, their page (F1) and the palette (Ctrl+P) are made from these.
#pragma once

#include "monitor/gui/actions/action.hpp"

#include <span>
#include <vector>

namespace perfdata::monitor {

/// Those that are always the same, in the order in which people read them. Two may have the same keys when
/// never both apply.
[[nodiscard]] std::span<const fixed_action> fixed_actions();

/// Runs what was pressed since the last frame. Call once a frame, while nothing stands over the panels.
void follow_keys(const action_scene& scene);

/// Everything that applies now, those of the moment included. O(lines, sources, sets); reads the folders of
/// sets and layouts.
[[nodiscard]] std::vector<action> actions_now(const action_scene& scene);

/// Asks for a text in the palette's place.
void ask(const action_scene& scene, typed_question question);

}  // namespace perfdata::monitor
