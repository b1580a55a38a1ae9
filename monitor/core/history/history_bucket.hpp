// Many points in one: what stays of the past when its points are gone.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace perfdata::monitor {

/// The points of a stretch of time. A value. `minimum` and `maximum` are exact: no spike is smoothed away.
struct history_bucket {
  double begin = 0;  ///< time of its first point, seconds since 1970
  double end = 0;    ///< time of its last point
  double minimum = std::numeric_limits<double>::infinity();
  double maximum = -std::numeric_limits<double>::infinity();
  double sum = 0;
  double integral = 0;        ///< of the values over time; see range_statistics
  double last = 0;            ///< its newest value
  std::uint32_t values = 0;   ///< points with a value; 0: nothing but a gap
  std::uint32_t entries = 0;  ///< points, gaps included

  [[nodiscard]] double average() const noexcept { return sum / values; }
  [[nodiscard]] bool has_gaps() const noexcept { return values != entries; }

  /// `seconds` is the stretch that the value stands for.
  void add_value(double time, double value, double seconds) noexcept {
    add_gap(time);
    minimum = std::min(minimum, value);
    maximum = std::max(maximum, value);
    sum += value;
    integral += value * seconds;
    last = value;
    ++values;
  }
  void add_gap(double time) noexcept {
    if (entries++ == 0) begin = time;
    end = time;
  }
  /// `later` begins after this one ends.
  void add(const history_bucket& later) noexcept {
    if (entries == 0) begin = later.begin;
    end = later.end;
    minimum = std::min(minimum, later.minimum);
    maximum = std::max(maximum, later.maximum);
    sum += later.sum;
    integral += later.integral;
    if (later.values > 0) last = later.last;
    values += later.values;
    entries += later.entries;
  }
};

}  // namespace perfdata::monitor
