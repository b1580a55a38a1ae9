// What is wrong with the blocks of a source, and what each of its objects costs it.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"

#include <string>
#include <vector>

namespace perfdata::monitor {

/// Sentences about the newest catalog and the newest sample of the source: damage in their blocks and objects
/// that were left out, each once.
[[nodiscard]] std::vector<std::string> defects_of(const source_frame& source);

/// Of the source that the browser shows.
void draw_blocks(const frame& frame, selection& chosen, const look& look);

}  // namespace perfdata::monitor
