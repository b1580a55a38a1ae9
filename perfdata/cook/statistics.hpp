// What a run of cooked values comes to.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>

#include <perfdata/base/clock.hpp>
#include <perfdata/cook/cooked_value.hpp>

namespace perfdata {

/// A cooked value and when it was sampled.
struct timed_value {
  std::chrono::sys_time<hundred_ns> time{};
  cooked_value cooked{};
};

/// Over the samples that have a value; gaps count for nothing. `last`, `average`, `minimum` and `maximum` are
/// what PerfMon's value bar shows and PdhComputeCounterStatistics gives: the average is the arithmetic mean
/// of the cooked values, each sample with the same weight. Percentiles, which neither has, are the nearest
/// rank: the smallest value that at least p percent of the values do not exceed, so that they are always
/// values that were measured. `duration` is PerfMon's: from the first sample to the last one, gaps included.
/// https://learn.microsoft.com/windows/win32/api/pdh/nf-pdh-pdhcomputecounterstatistics
struct statistics {
  std::size_t count = 0;  ///< values, without gaps
  double last = 0;
  double average = 0;
  double minimum = 0;
  double maximum = 0;
  double p50 = 0;
  double p95 = 0;
  double p99 = 0;
  std::chrono::duration<double> duration{};  ///< seconds
};

/// None when not a single sample has a value. `samples` in the order of time. O(n), one copy of the values.
[[nodiscard]] std::optional<statistics> summarize(std::span<const timed_value> samples);

}  // namespace perfdata
