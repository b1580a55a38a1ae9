// Writing about a moment.
#pragma once

#include "monitor/gui/actions/action.hpp"

namespace perfdata::monitor {

/// Asks for the text of a note at `time`. It goes on all charts, and into the recording that is going on.
void ask_for_note(const action_scene& scene, double time);

}  // namespace perfdata::monitor
