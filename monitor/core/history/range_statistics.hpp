// What a person wants to know of a marked stretch of time.
#pragma once

#include "monitor/core/history/history_summary.hpp"

#include <vector>

namespace perfdata::monitor {

/// A value. Percentiles are the nearest rank, as in perfdata::statistics: values that were measured, or in
/// long ranges and where only buckets are left, averages of buckets.
struct range_statistics {
  history_summary summary{};
  double p50 = 0;
  double p95 = 0;
  bool exact_percentiles = true;  ///< false: of averages of buckets
  double duration = 0;            ///< seconds from the first to the last value in the range, gaps included
};

/// Working memory, kept between calls so that nothing is allocated.
struct weighed_value {
  double value = 0;
  std::size_t weight = 1;
};

/// Over [begin, end]. O(n log n) for the n points of the range, at most 10,000: longer ranges give their
/// percentiles by buckets.
[[nodiscard]] range_statistics range_statistics_of(const series_history& history, double begin, double end,
                                                   std::vector<weighed_value>& work);

}  // namespace perfdata::monitor
