// What a series was at a moment.
#pragma once

#include "monitor/core/history/series_history.hpp"

#include <optional>

namespace perfdata::monitor {

/// A point, or where points are gone the bucket around the moment. A value.
struct history_moment {
  double time = 0;                           ///< of the point; of a bucket its middle
  std::optional<double> value{};             ///< of a bucket its average; none: a gap
  cooked_status reason = cooked_status::ok;  ///< of a gap
  bool is_point = true;
  double minimum = 0;  ///< of a bucket
  double maximum = 0;
};

/// What is closest to `time`, or within a gap its reason; none where the series has not begun or has ended,
/// `reach` seconds given in. O(log points).
[[nodiscard]] std::optional<history_moment> moment_at(const series_history& history, double time,
                                                      double reach) noexcept;

}  // namespace perfdata::monitor
