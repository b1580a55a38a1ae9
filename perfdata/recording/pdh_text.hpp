// PDH-CSV 4.0 and PDH-TSV 4.0: the text logs that typeperf, relog and PerfMon write and read.
//
// Source: logs that Windows wrote. The first line holds "(PDH-CSV 4.0) (<zone>)(<bias>)" and the paths; each
// other line a local time and one value a path. Every field stands in quotes, a value that is missing is one
// blank.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace perfdata {

enum class pdh_format : std::uint8_t { csv, tsv };

/// The writer's time zone. A value.
struct pdh_zone {
  std::string name{};
  int bias_minutes = 0;  ///< UTC minus local time: 480 for Pacific Standard Time
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
};

/// The first line, with its line end. Quotes inside a path are doubled.
[[nodiscard]] std::string pdh_header(pdh_format format, const pdh_zone& zone,
                                     std::span<const std::string> paths);

/// A line of values, with its line end.
[[nodiscard]] std::string pdh_line(pdh_format format, const pdh_time& time,
                                   std::span<const std::optional<double>> values);

/// A number as PDH prints it: up to 17 significant digits, which read back as the same double.
[[nodiscard]] std::string pdh_number(double value);

}  // namespace perfdata
