// When there was no value, and why.
#pragma once

#include "monitor/core/history/chunk_queue.hpp"
#include "monitor/core/history/history_point.hpp"

#include <cstddef>

namespace perfdata::monitor {

/// A stretch without values for one reason. A value. It reaches from the value before it to the value (or the
/// other reason) after it, and while there is none, to its last point.
struct history_gap {
  double begin = 0;  ///< seconds since 1970
  double end = 0;
  cooked_status reason = cooked_status::no_data;
};

/// The gaps of a series, oldest first, exact however old they are: they outlive the points. A value.
class history_gaps {
 public:
  /// Tells of a point; `before` is the time of the one before it.
  void note(const history_point& point, double before);
  /// Forgets what came after `last`, the newest point that is left.
  void rewind(const history_point& last);
  /// Forgets the oldest beyond so many bytes.
  void keep_bytes(std::size_t bytes);

  [[nodiscard]] std::size_t size() const noexcept { return gaps_.size(); }
  /// `position` must be below size().
  [[nodiscard]] const history_gap& operator[](std::size_t position) const noexcept { return gaps_[position]; }
  /// Position of the first gap that ends at or after `time`; size() when there is none. O(log size).
  [[nodiscard]] std::size_t first_ending_after(double time) const noexcept;
  [[nodiscard]] std::size_t bytes() const noexcept { return gaps_.bytes(); }

 private:
  chunk_queue<history_gap, 64> gaps_;
  bool open_ = false;  // whether the last point was a gap
};

}  // namespace perfdata::monitor
