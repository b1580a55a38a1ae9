// The clocks of the format. Units live in the types.
#pragma once

#include <chrono>
#include <cstdint>
#include <ratio>

namespace perfdata {

/// 100 ns, the unit of FILETIME and of every "100 ns" counter.
using hundred_ns = std::chrono::duration<std::int64_t, std::ratio<1, 10'000'000>>;

/// FILETIME: 100 ns since 1601-01-01T00:00:00Z.
inline constexpr hundred_ns filetime_of_unix_epoch{116'444'736'000'000'000};

/// A FILETIME count as a system_clock time. Any 64-bit value is accepted: the year is the producer's
/// business.
[[nodiscard]] constexpr std::chrono::sys_time<hundred_ns> from_filetime(std::int64_t filetime) noexcept {
  return std::chrono::sys_time<hundred_ns>(hundred_ns(static_cast<std::int64_t>(
      static_cast<std::uint64_t>(filetime) - static_cast<std::uint64_t>(filetime_of_unix_epoch.count()))));
}

/// A system_clock time as a FILETIME count.
template <class Duration>
[[nodiscard]] constexpr std::int64_t to_filetime(std::chrono::sys_time<Duration> time) noexcept {
  return std::chrono::duration_cast<hundred_ns>(time.time_since_epoch()).count() +
         filetime_of_unix_epoch.count();
}

}  // namespace perfdata
