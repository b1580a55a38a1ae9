// What a counter's number means to a person, and how it is written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <perfdata/wire/counter_type.hpp>

namespace perfdata::monitor {

enum class unit_kind : std::uint8_t {
  number,
  per_second,
  percent,
  seconds,
  bytes,
  bytes_per_second,
  bits_per_second,
};

/// A value. A cooked number times `factor` is in the unit of `kind`: 1024 for "Available KBytes".
struct display_unit {
  unit_kind kind = unit_kind::number;
  double factor = 1;

  friend bool operator==(const display_unit&, const display_unit&) = default;
};

/// The display bits of the counter type decide (PERF_DISPLAY_PERCENT, _SECONDS, _PER_SEC); that a number is
/// of bytes or bits stands only in the counter's English name.
[[nodiscard]] display_unit unit_of(counter_type type, std::string_view english_name) noexcept;

/// "12.3 %", "4.20 GiB", "1.25 MiB/s", "18 ms", "12,345": four significant digits at most.
[[nodiscard]] std::string format_value(double value, unit_kind kind);

/// What a group of series of this unit is called on a chart: "Percent", "Bytes per second" ...
[[nodiscard]] std::string_view title_of(unit_kind kind) noexcept;

/// A multiple of a unit that keeps numbers short, e.g. {1048576, "MiB/s"}.
struct unit_prefix {
  double divisor = 1;
  std::string_view symbol{};  ///< may be empty: a plain number
};

/// The largest multiple that leaves `magnitude` at or above 1 (the unit itself below that; milliseconds and
/// microseconds for seconds). Plain numbers keep their digits up to 10,000.
[[nodiscard]] unit_prefix prefix_for(double magnitude, unit_kind kind) noexcept;

}  // namespace perfdata::monitor
