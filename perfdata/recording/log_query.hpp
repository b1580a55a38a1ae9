// A part of a log: some of its counters, a span of its time, fewer of its samples; every value cooked.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <perfdata/base/clock.hpp>
#include <perfdata/query/counter_path.hpp>
#include <perfdata/recording/counter_log.hpp>

namespace perfdata {

/// What is wanted of a log. A value.
struct log_query {
  std::vector<counter_path> paths{};                         ///< wildcards, any of them; empty: every counter
  std::optional<std::chrono::sys_time<hundred_ns>> begin{};  ///< the first moment that is wanted
  std::optional<std::chrono::sys_time<hundred_ns>> end{};    ///< the last one
  std::uint64_t every_nth = 1;        ///< of the samples from `begin` on: the first, then each n-th after it
  std::optional<hundred_ns> every{};  ///< one sample for each such span of the clock, with the time at which
                                      ///< the span ends; spans without a sample have none
};

/// Whether a column's path is what `wanted` means. An index instead of a name is looked up among the names
/// that every Windows has; a machine in `wanted` may have wildcards, none means any.
[[nodiscard]] bool matches_column(const counter_path& wanted, const counter_path& column) noexcept;

/// The log with nothing but what the query wants. A raw value is cooked against the one before it that is
/// wanted, so that a rate over thinned samples is the rate over all of the time between them; the last sample
/// before `begin` serves the first one. Of finished numbers `every` gives their mean. One sample is held at a
/// time.
[[nodiscard]] std::unique_ptr<counter_log_reader> query_log(std::unique_ptr<counter_log_reader> log,
                                                            log_query query);

}  // namespace perfdata
