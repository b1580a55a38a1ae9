#include "monitor/core/local_time.hpp"

#include <windows.h>

#include <perfdata/base/wide_text.hpp>

namespace perfdata {
namespace {

FILETIME as_filetime(std::int64_t count) {
  const auto bits = static_cast<std::uint64_t>(count);
  return {.dwLowDateTime = static_cast<DWORD>(bits), .dwHighDateTime = static_cast<DWORD>(bits >> 32U)};
}

std::int64_t count_of(const FILETIME& time) {
  return static_cast<std::int64_t>(std::uint64_t{time.dwHighDateTime} << 32U | time.dwLowDateTime);
}

/// With the daylight saving rules of that year; UTC for what Windows cannot show.
SYSTEMTIME broken_down(std::chrono::sys_time<hundred_ns> time) {
  const FILETIME utc = as_filetime(to_filetime(time));
  SYSTEMTIME universal{};
  SYSTEMTIME local{};
  if (::FileTimeToSystemTime(&utc, &universal) == 0) return universal;
  return ::SystemTimeToTzSpecificLocalTime(nullptr, &universal, &local) != 0 ? local : universal;
}

}  // namespace

pdh_time to_local(std::chrono::sys_time<hundred_ns> time) {
  const SYSTEMTIME local = broken_down(time);
  return {.year = local.wYear,
          .month = local.wMonth,
          .day = local.wDay,
          .hour = local.wHour,
          .minute = local.wMinute,
          .second = local.wSecond,
          .millisecond = local.wMilliseconds};
}

pdh_zone zone_at(std::chrono::sys_time<hundred_ns> time) {
  const auto whole = std::chrono::floor<std::chrono::milliseconds>(time);  // what SYSTEMTIME keeps
  const SYSTEMTIME local = broken_down(whole);
  FILETIME shown{};
  if (::SystemTimeToFileTime(&local, &shown) == 0) return {.name = "UTC", .bias_minutes = 0};
  const hundred_ns ahead(count_of(shown) - to_filetime(whole));
  const auto bias = -std::chrono::round<std::chrono::minutes>(ahead);
  TIME_ZONE_INFORMATION zone{};
  ::GetTimeZoneInformation(&zone);
  const bool standard = bias.count() == zone.Bias + zone.StandardBias;
  return {.name = from_wide(standard ? zone.StandardName : zone.DaylightName),
          .bias_minutes = static_cast<int>(bias.count())};
}

}  // namespace perfdata
