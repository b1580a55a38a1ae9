// Two samples of a counter become the value that PerfMon would show.
#pragma once

#include <perfdata/cook/cooked_value.hpp>
#include <perfdata/cook/counter_type_table.hpp>
#include <perfdata/sample/counter_sample.hpp>

namespace perfdata {

/// Choices that PDH gives too.
struct cook_options {
  bool cap_at_100 = false;  ///< PDH's default; without PDH_FMT_NOCAP100 a percentage stops at 100
  bool clamp_at_0 = true;   ///< inverse timers whose idle time ran ahead of the clock come out below 0
};

/// `older` may be null: the first sample. Differences are taken in 64-bit integers, the division in double.
///
/// Status instead of a value: first_sample, type_changed, no_data, no_base, counter_went_back (an 8-byte
/// counter that fell, or a 4-byte one by less than half its range), clock_went_back, zero_time, zero_base,
/// bad_frequency, not_numeric, unsupported. Status beside a value: no_events, wrapped, clamped_low,
/// clamped_high, ok. O(log types); no allocation.
[[nodiscard]] cooked_value cook(const counter_sample* older, const counter_sample& newer,
                                const cook_options& options = {}) noexcept;

/// The same for a caller who keeps describe_counter_type(newer.type). O(1).
[[nodiscard]] cooked_value cook(const counter_type_info& info, const counter_sample* older,
                                const counter_sample& newer, const cook_options& options = {}) noexcept;

/// The clock of a type in a sample: D in ticks and F in ticks a second. Zero for time_base::none.
struct clock_reading {
  std::int64_t time = 0;
  std::int64_t frequency = 0;
};
[[nodiscard]] clock_reading read_clock(time_base clock, const sample_clocks& clocks) noexcept;

}  // namespace perfdata
