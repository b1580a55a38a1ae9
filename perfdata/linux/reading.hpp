// A number that the system tells, or does not.
#pragma once

#include <cstdint>
#include <optional>

namespace perfdata::procfs {

/// What a place in /proc or /sys gave: a number, or nothing when the system does not tell. Never 0 for
/// "unknown".
using reading = std::optional<std::uint64_t>;

/// Told when both are.
[[nodiscard]] constexpr reading sum_of(reading a, reading b) noexcept {
  return a && b ? reading(*a + *b) : std::nullopt;
}

}  // namespace perfdata::procfs
