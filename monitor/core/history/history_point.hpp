// A moment of a series, as people take it and as it is kept.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>

#include <perfdata/cook/cooked_value.hpp>

namespace perfdata::monitor {

/// A value. `time` is seconds since 1970-01-01T00:00:00Z on this computer's clock.
struct history_point {
  double time = 0;
  double value = std::numeric_limits<double>::quiet_NaN();  ///< NaN: a gap, and `status` is its reason
  cooked_status status = cooked_status::no_data;            ///< of a value that was read back: ok

  [[nodiscard]] bool has_value() const noexcept { return !std::isnan(value); }
};

/// Sixteen bytes of a history. A gap's reason rides in the NaN, so that it costs nothing. A value.
struct kept_point {
  double time = 0;
  double value = 0;

  [[nodiscard]] bool has_value() const noexcept { return !std::isnan(value); }
};

[[nodiscard]] inline kept_point keep(const history_point& point) noexcept {
  if (point.has_value()) return {point.time, point.value};
  constexpr std::uint64_t quiet_nan = 0x7ff8'0000'0000'0000;
  return {point.time, std::bit_cast<double>(quiet_nan | static_cast<std::uint64_t>(point.status))};
}

[[nodiscard]] inline history_point read_back(const kept_point& kept) noexcept {
  if (kept.has_value()) return {kept.time, kept.value, cooked_status::ok};
  return {kept.time, kept.value, static_cast<cooked_status>(std::bit_cast<std::uint64_t>(kept.value) & 0xff)};
}

/// Why there is no value, in a word or two for people.
[[nodiscard]] std::string_view reason_for_gap(cooked_status status) noexcept;

/// Whether the reason says that counting began anew: the counter, its clock or its type is another one.
[[nodiscard]] bool means_restart(cooked_status status) noexcept;

}  // namespace perfdata::monitor
