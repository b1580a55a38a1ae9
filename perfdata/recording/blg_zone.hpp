// The time zone of the machine that wrote a binary log, from the event with which ETW begins the file.
#pragma once

#include <chrono>
#include <string>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/clock.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/recording/pdh_time.hpp>

namespace perfdata {

/// TIME_ZONE_INFORMATION as rules. A value.
class blg_zone {
 public:
  /// UTC, for a log that does not say.
  blg_zone() = default;

  /// `first_buffer`: the log file's first buffer. Errors: errc::malformed_data when it holds no such event,
  /// or one that is too short.
  [[nodiscard]] static result<blg_zone> parse(byte_view first_buffer);

  /// UTC minus local time at this local time, daylight saving included. The hour that a clock shows twice is
  /// taken for standard time.
  [[nodiscard]] std::chrono::minutes bias_at(std::chrono::sys_time<hundred_ns> local) const noexcept;

  /// Name and bias at this local time, as PDH prints them in its texts. The name is the log's; where that is
  /// a reference to a resource of Windows, its English text for the zones known here, else "UTC-08:00".
  [[nodiscard]] pdh_zone at(std::chrono::sys_time<hundred_ns> local) const;

 private:
  /// The day-th day_of_week of the month, or the last; month 0: never.
  struct change {
    unsigned month = 0;
    unsigned day_of_week = 0;
    unsigned day = 0;
    std::chrono::minutes time{};
  };
  struct half {
    std::string name{};
    std::chrono::minutes bias{};  // UTC minus local time, all told
    change begins{};
  };
  [[nodiscard]] static std::chrono::sys_time<hundred_ns> moment(const change& when,
                                                                std::chrono::year year) noexcept;
  [[nodiscard]] const half& half_at(std::chrono::sys_time<hundred_ns> local) const noexcept;

  half standard_{.name = "UTC"};
  half daylight_{};
};

}  // namespace perfdata
