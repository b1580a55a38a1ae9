// The command palette: everything that can be done, found by a few letters; and questions that need a text.
#pragma once

#include "monitor/core/search/word_match.hpp"
#include "monitor/gui/actions/action.hpp"
#include "monitor/gui/look.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace perfdata::monitor {

/// Kept between frames.
struct palette_memory {
  bool open = false;                         ///< whether it is to be shown
  std::optional<typed_question> question{};  ///< asked in its place
  std::string typed{};
  std::string complaint{};  ///< about what was typed
  std::vector<action> actions{};
  std::vector<searchable_name> names{};  ///< of the actions
  std::vector<std::size_t> found{};      ///< actions that fit, the best first
  std::size_t cursor = 0;                ///< of those
  bool focus_wanted = false;
  bool takes_text = false;  ///< whether what is typed now goes into its field
  int round = 0;            ///< counts openings and questions: each has a field of its own
};

/// Positions of the names that every word of `typed` fits, the best first, else in their order. All of them
/// for an empty text.
[[nodiscard]] std::vector<std::size_t> find_actions(const std::vector<searchable_name>& names,
                                                    std::string_view typed);

/// While it is open: Up and Down, Enter runs, Esc closes. A text that begins with a backslash is a counter
/// path, to be charted of the browsed source. Actions are read anew whenever it opens.
void draw_palette(const action_scene& scene, const look& look);

}  // namespace perfdata::monitor
