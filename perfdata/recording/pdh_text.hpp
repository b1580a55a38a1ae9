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

#include <perfdata/recording/pdh_time.hpp>

namespace perfdata {

enum class pdh_format : std::uint8_t { csv, tsv };

/// The first line, with its line end. Quotes inside a path are doubled.
[[nodiscard]] std::string pdh_header(pdh_format format, const pdh_zone& zone,
                                     std::span<const std::string> paths);

/// A line of values, with its line end.
[[nodiscard]] std::string pdh_line(pdh_format format, const pdh_time& time,
                                   std::span<const std::optional<double>> values);

/// As pdh_line(), at the end of `text`.
void append_pdh_line(std::string& text, pdh_format format, const pdh_time& time,
                     std::span<const std::optional<double>> values);

/// A number as PDH prints it: up to 17 significant digits, which read back as the same double.
[[nodiscard]] std::string pdh_number(double value);

}  // namespace perfdata
