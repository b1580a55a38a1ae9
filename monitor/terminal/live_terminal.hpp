// The monitor without a window: the same session, shown on standard output.
#pragma once

#include "monitor/core/selection.hpp"

namespace perfdata::monitor {

/// Until SIGINT or SIGTERM. On a terminal a table is kept up to date in place; into a pipe or a file a line
/// goes out for each value. @returns whether standard output could be written to the end.
[[nodiscard]] bool run_in_terminal(selection chosen);

}  // namespace perfdata::monitor
