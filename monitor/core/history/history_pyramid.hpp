// Buckets over buckets: the past at every coarseness.
#pragma once

#include "monitor/core/history/chunk_queue.hpp"
#include "monitor/core/history/history_bucket.hpp"
#include "monitor/core/history/history_point.hpp"

#include <array>
#include <cstddef>

namespace perfdata::monitor {

using kept_points = chunk_queue<kept_point, 512>;

/// Level 0 are the points themselves, which the history keeps; a bucket of level 1 holds 16 of them and one
/// of each level above it 8 buckets of the level below. A value. Buckets close when they are full; what is
/// newer is found a level below. Each level forgets its oldest on its own, so the past gets coarser with age:
/// at one sample a second a bucket of level 8 stands for a year.
class history_pyramid {
 public:
  using level_queue = chunk_queue<history_bucket, 64>;
  static constexpr std::size_t top = 8;
  static constexpr std::uint32_t points_in_first = 16;
  static constexpr std::uint32_t buckets_in_next = 8;

  /// `seconds` is the stretch of time that a value stands for. Amortised O(1).
  void add(const kept_point& point, double seconds);

  /// Forgets buckets that reach beyond the newest of `points`, from which points were taken away.
  void rewind(const kept_points& points);

  /// Level k keeps at most bytes / 2^(k + 1).
  void keep_bytes(std::size_t bytes);

  /// Closed buckets; `number` is in [1, top].
  [[nodiscard]] const level_queue& level(std::size_t number) const noexcept {
    return levels_[number - 1].closed;
  }
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  struct level_state {
    level_queue closed{};
    history_bucket open{};
    std::uint32_t held = 0;  // items in `open`
  };

  void close_full(std::size_t number);
  void reopen_first(const kept_points& points);
  void reopen_above(std::size_t number);

  std::array<level_state, top> levels_{};
};

/// What `point` is worth in an integral: the time since the point before it, if that had a value.
[[nodiscard]] inline double seconds_behind(const kept_point& before, const kept_point& point) noexcept {
  return before.has_value() ? point.time - before.time : 0;
}

}  // namespace perfdata::monitor
