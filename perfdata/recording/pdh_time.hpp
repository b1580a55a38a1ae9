// The times of PDH's logs: wall clock readings and the zone of the machine that wrote them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <perfdata/base/clock.hpp>

namespace perfdata {

/// The writer's time zone. A value.
struct pdh_zone {
  std::string name{};
  int bias_minutes = 0;  ///< UTC minus local time: 480 for Pacific Standard Time

  friend bool operator==(const pdh_zone&, const pdh_zone&) = default;
};

/// A local time, field by field.
struct pdh_time {
  int year = 0;
  int month = 0;  ///< 1-12
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int millisecond = 0;

  friend bool operator==(const pdh_time&, const pdh_time&) = default;
};

/// Which of a date's numbers is the month. PDH itself writes month_first everywhere; tables that other
/// programs saved again have the dates of their country.
enum class date_order : std::uint8_t { month_first, day_first };

/// "11/26/2016 13:46:30.874", "26.11.2016 13:46:30", "2016-11-26T13:46:30.874Z": `/`, `.` or `-` between the
/// numbers of the date, a blank or T before the time, seconds and their fraction left out or not. A year in
/// front is followed by its month whatever `order` says. None when the text is anything else or no day of the
/// calendar.
[[nodiscard]] std::optional<pdh_time> parse_pdh_time(std::string_view text,
                                                     date_order order = date_order::month_first) noexcept;

/// The reading of a wall clock that is `bias` behind UTC, as UTC. Any fields of a day of the calendar.
[[nodiscard]] std::chrono::sys_time<hundred_ns> to_utc(const pdh_time& local,
                                                       std::chrono::minutes bias) noexcept;

/// The reading of that wall clock, down to the millisecond.
[[nodiscard]] pdh_time to_local(std::chrono::sys_time<hundred_ns> utc, std::chrono::minutes bias) noexcept;

}  // namespace perfdata
