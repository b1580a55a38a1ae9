// Moments as every JSON of the programs has them.
#pragma once

#include <chrono>
#include <string>

#include <perfdata/base/clock.hpp>

namespace perfdata {

/// "2026-11-23T03:12:01.307Z". Years outside 1-9999 as they come.
[[nodiscard]] std::string utc_time(std::chrono::sys_time<hundred_ns> time);

}  // namespace perfdata
