// What a stretch of a history comes to.
#pragma once

#include "monitor/core/history/series_history.hpp"

#include <cstddef>

namespace perfdata::monitor {

/// Of the values in a stretch; gaps count for nothing. A value. Zeros when there are no values.
struct history_summary {
  std::size_t values = 0;
  double last = 0;
  double minimum = 0;
  double maximum = 0;
  double average = 0;  ///< of the samples, each weighing the same
  double integral =
      0;              ///< each value times the seconds since the value before it; a value after a gap is 0 s
  bool exact = true;  ///< false: an end of the range lies in a bucket whose points are gone
};

/// Over [begin, end]. Exact where points are left; elsewhere a bucket at an end of the range counts when its
/// middle is within. Complexity: some hundred points and buckets at most, however long the range.
[[nodiscard]] history_summary summarize(const series_history& history, double begin, double end);

}  // namespace perfdata::monitor
