// What people wrote while a recording was made.
#pragma once

#include "monitor/core/source_options.hpp"
#include "monitor/core/time_note.hpp"

#include <vector>

namespace perfdata::monitor {

/// The notes of the place, when it is a recording of at most 256 MiB: of a longer one they would be waited
/// for. Empty for anything else.
[[nodiscard]] std::vector<time_note> recorded_notes(const source_place& place);

}  // namespace perfdata::monitor
