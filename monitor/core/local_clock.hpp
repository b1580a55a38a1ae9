// A moment as the clock on the wall shows it.
#pragma once

#include <string>

namespace perfdata::monitor {

/// "14:05:10" in the system's time zone, with milliseconds when asked for. `time` is seconds since
/// 1970-01-01T00:00:00Z.
[[nodiscard]] std::string local_clock(double time, bool milliseconds = false);

}  // namespace perfdata::monitor
