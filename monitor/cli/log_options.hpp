// What a person types about a log: times, spans, lists of counters.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <perfdata/base/clock.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/query/counter_path.hpp>

namespace perfdata::cli {

/// --every: a number of samples, or a span of time. A value.
struct every_option {
  std::uint64_t nth = 1;
  std::optional<hundred_ns> span{};
};

/// "10": every tenth sample. "500ms", "15s", "5m", "1h": one sample in each such span. Errors:
/// errc::invalid_argument.
[[nodiscard]] result<every_option> parse_every(const std::string& text);

/// "2016-11-26", "2016-11-26 13:46", "11/26/2016 13:46:30.874": a wall clock `bias` behind UTC; with a Z at
/// the end UTC. Errors: errc::invalid_argument.
[[nodiscard]] result<std::chrono::sys_time<hundred_ns>> parse_moment(const std::string& text,
                                                                     std::chrono::minutes bias);

/// Each entry is a counter path, which begins with a backslash, or a file of them, one a line, as typeperf
/// -cf takes it; blank lines and lines that begin with # are passed over. Errors: counter_path::parse's, with
/// the file and the line; those of reading the file.
[[nodiscard]] result<std::vector<counter_path>> read_counters(const std::vector<std::string>& entries);

}  // namespace perfdata::cli
