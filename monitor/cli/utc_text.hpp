// Moments as people type them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include <perfdata/base/clock.hpp>

namespace perfdata::cli {

/// "2026-11-23T03:12:01.307Z" in UTC: the Z and the fraction may be missing, a blank may stand for the T.
/// Nothing for any other text and for dates that no calendar has.
[[nodiscard]] std::optional<std::chrono::sys_time<hundred_ns>> parse_utc(std::string_view text);

}  // namespace perfdata::cli
