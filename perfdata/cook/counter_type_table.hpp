// Every counter type as a row: its name, formula, unit and what it needs.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <perfdata/wire/counter_type.hpp>

namespace perfdata {

/// How raw numbers become a value. N0, N1 raw value in the older and newer sample, D the type's clock, F its
/// ticks a second, B the base, d = newer - older.
enum class formula : std::uint8_t {
  raw,                  ///< N1
  raw_double,           ///< N1 read as an IEEE double
  delta,                ///< dN
  rate,                 ///< dN / (dD / F)
  queue_length,         ///< dN / dD
  raw_fraction,         ///< 100 N1 / B1
  timer,                ///< 100 dN / dD
  timer_inverse,        ///< 100 (1 - dN / dD)
  base_fraction,        ///< 100 dN / dB
  multi_timer,          ///< 100 (dN / dD) / B1
  multi_timer_inverse,  ///< 100 (B1 - dN / dD) / B1
  average_time,         ///< (dN / F) / dB
  average,              ///< dN / dB
  elapsed,              ///< (D1 - N1) / F
  none,                 ///< no value: text, bases, nodata, histogram
};

/// Which clock stands for D and F.
enum class time_base : std::uint8_t {
  none,
  tick,      ///< block's PerfTime and PerfFreq
  filetime,  ///< block's PerfTime100nSec, 10,000,000 a second
  object,    ///< object's PerfTime and PerfFreq; the block's where the object has none
};

/// What a value is counted in, for people.
enum class unit : std::uint8_t { none, per_second, percent, seconds };

/// One row.
struct counter_type_info {
  counter_type type{};
  std::string_view name;  ///< as winperf.h spells it
  perfdata::formula formula{};
  time_base clock{};
  perfdata::unit unit{};
  bool needs_two_samples = false;
  bool needs_base = false;
  std::string_view source;  ///< where the formula is published
};

/// The rows, in ascending order of their codes.
[[nodiscard]] std::span<const counter_type_info> counter_types() noexcept;

/// The row of a type, or nullptr for a code that nobody names. O(log n).
[[nodiscard]] const counter_type_info* find_counter_type(counter_type type) noexcept;

/// The row of a type; for a code that nobody names, the row that its bit fields define (winperf.h composes
/// every type from size, kind, subtype, time base, delta, inverse, multi and display bits), with an empty
/// name. formula::none when the bits define no value. O(log n).
[[nodiscard]] counter_type_info describe_counter_type(counter_type type) noexcept;

/// "%", "/s", "s" or "".
[[nodiscard]] std::string_view symbol(unit u) noexcept;

}  // namespace perfdata
