// What a chart draws: one counter's past, as a ring that is read in place.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

#include <perfdata/cook/cooked_value.hpp>

namespace perfdata::monitor {

/// A moment of one series. A value. `time` is seconds since 1970-01-01T00:00:00Z on this computer's clock.
struct history_point {
  double time = 0;
  double value = std::numeric_limits<double>::quiet_NaN();  ///< NaN: a gap, and `status` is its reason
  cooked_status status = cooked_status::no_data;

  [[nodiscard]] bool has_value() const noexcept { return !std::isnan(value); }
};

/// Why there is no value, in a word or two for people.
[[nodiscard]] std::string_view reason_for_gap(cooked_status status) noexcept;

/// A ring of points, oldest first. A value, but a large one: charts take it by reference.
/// Memory: 24 bytes a point, taken as points come and never more than `capacity` of them.
class series_history {
 public:
  /// `capacity` >= 1; the default holds four and a half hours at one sample a second.
  explicit series_history(std::size_t capacity = std::size_t{16} * 1024);

  /// Appends; the oldest point goes when the ring is full. Times only grow: when the clock was set back, the
  /// points at or after the new time are dropped, since they carry times that have not happened.
  /// Complexity: amortised O(1).
  void push(const history_point& point);

  [[nodiscard]] std::size_t size() const noexcept { return count_; }
  [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
  [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }

  /// `position` 0 is the oldest; must be below size(). Valid until the next push.
  [[nodiscard]] const history_point& operator[](std::size_t position) const noexcept {
    const std::size_t slot = head_ + position;
    return points_[slot < points_.size() ? slot : slot - points_.size()];
  }
  [[nodiscard]] const history_point& back() const noexcept { return (*this)[count_ - 1]; }

  /// Position of the first point at or after `time`; size() when there is none. O(log size).
  [[nodiscard]] std::size_t first_at_or_after(double time) const noexcept;

  /// Position of the point that is closest to `time`; size() when empty. O(log size).
  [[nodiscard]] std::size_t nearest(double time) const noexcept;

 private:
  std::vector<history_point> points_;
  std::size_t capacity_;
  std::size_t head_ = 0;  // slot of the oldest
  std::size_t count_ = 0;
};

/// Last, least, greatest and average of the values in [begin, end]; gaps count for nothing.
struct history_summary {
  std::size_t values = 0;
  double last = 0;
  double minimum = 0;
  double maximum = 0;
  double average = 0;  ///< of the samples, each weighing the same
};

/// Complexity: O(points in the range).
[[nodiscard]] history_summary summarize(const series_history& history, double begin, double end) noexcept;

}  // namespace perfdata::monitor
