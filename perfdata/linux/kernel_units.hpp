// The units in which /proc counts. Products wrap: a raw counter is modulo 2^64 anyway.
#pragma once

#include <cstdint>
#include <unistd.h>

namespace perfdata::procfs {

/// USER_HZ ticks as 100 ns.
[[nodiscard]] inline std::uint64_t from_ticks(std::uint64_t ticks) noexcept {
  static const auto hundred_ns_per_tick = 10'000'000U / static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK));
  return ticks * hundred_ns_per_tick;
}

/// Milliseconds as 100 ns.
[[nodiscard]] constexpr std::uint64_t from_milliseconds(std::uint64_t value) noexcept {
  return value * 10'000;
}

/// "kB", which are KiB, as bytes.
[[nodiscard]] constexpr std::uint64_t from_kib(std::uint64_t value) noexcept {
  return value * 1024;
}

/// The unit of /proc/diskstats, whatever the disk's own sectors are.
inline constexpr std::uint64_t bytes_per_sector = 512;

}  // namespace perfdata::procfs
