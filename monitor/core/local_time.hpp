// The clock on the user's wall.
#pragma once

#include <chrono>

#include <perfdata/base/clock.hpp>
#include <perfdata/recording/pdh_time.hpp>

namespace perfdata {

/// A moment in the system's time zone.
[[nodiscard]] pdh_time to_local(std::chrono::sys_time<hundred_ns> time);

/// The system's time zone at that moment, daylight saving included.
[[nodiscard]] pdh_zone zone_at(std::chrono::sys_time<hundred_ns> time);

}  // namespace perfdata
