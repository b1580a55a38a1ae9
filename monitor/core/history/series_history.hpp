// What a chart draws: one counter's past, read in place.
//
// Who owns what: the session owns the histories, one in each `series` of its frame, and shares one memory
// budget among them. Panels and charts get the frame const, keep pointers to a history only while they draw,
// and read points, buckets and gaps where they lie; nothing is copied a frame.
//
// What is kept: every point while there is memory, then buckets of 16 points with their minimum, maximum,
// average and integral, then buckets of 128, 1024 ... 2^25. Gaps and restarts are kept beside them and stay
// exact. With 512 MiB over 1,000 series at one sample a second these are 4 hours of points, 9 hours of
// buckets of 16 s, 36 hours of two minutes, a week of a quarter of an hour, and years above that.
#pragma once

#include "monitor/core/history/history_gaps.hpp"
#include "monitor/core/history/history_point.hpp"
#include "monitor/core/history/history_pyramid.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace perfdata::monitor {

/// For all histories of a session together.
constexpr std::size_t default_history_budget = std::size_t{512} << 20;

/// A value, but a large one: charts take it by reference.
class series_history {
 public:
  /// `limit` is in bytes; see set_limit.
  explicit series_history(std::size_t limit = std::size_t{4} << 20) { set_limit(limit); }

  /// Appends. Times only grow: when the clock was set back, the points at or after the new time are
  /// dropped, since they carry times that have not happened.
  /// Complexity: amortised O(1); an allocation for 512 points and for 64 buckets of a level.
  void push(const history_point& point);

  /// The memory that this history may hold from now on. The oldest points go at once when it shrinks; some
  /// 25 KiB, a thousand points and what is above them, are always kept. O(what goes).
  void set_limit(std::size_t bytes);
  [[nodiscard]] std::size_t limit() const noexcept { return limit_; }

  /// Memory that is held, within the limit but for those 25 KiB.
  [[nodiscard]] std::size_t bytes() const noexcept {
    return points_.bytes() + pyramid_.bytes() + gaps_.bytes();
  }

  /// Points that are still there one by one, the newest ones.
  [[nodiscard]] std::size_t size() const noexcept { return points_.size(); }
  [[nodiscard]] bool empty() const noexcept { return points_.empty(); }
  /// `position` 0 is the oldest point; must be below size().
  [[nodiscard]] history_point operator[](std::size_t position) const noexcept {
    return read_back(points_[position]);
  }
  [[nodiscard]] history_point back() const noexcept { return read_back(points_.back()); }

  /// Time of the oldest thing that is known, point or bucket; 0 when empty.
  [[nodiscard]] double begin_time() const noexcept;
  /// Time of the newest value, 0 while there was none.
  [[nodiscard]] double last_value_time() const noexcept { return last_value_time_; }

  /// Position of the first point at or after `time`; size() when there is none. O(log size).
  [[nodiscard]] std::size_t first_at_or_after(double time) const noexcept;
  /// Position of the point that is closest to `time`; size() when empty. O(log size).
  [[nodiscard]] std::size_t nearest(double time) const noexcept;

  [[nodiscard]] const kept_points& points() const noexcept { return points_; }
  [[nodiscard]] const history_pyramid& pyramid() const noexcept { return pyramid_; }
  [[nodiscard]] const history_gaps& gaps() const noexcept { return gaps_; }

  /// The least coarse level at which a visit of [begin, end] meets at most `most` items; 0 for the points.
  [[nodiscard]] std::size_t level_for(double begin, double end, std::size_t most) const noexcept;

  /// The past from `begin` to `end` in the order of time, no moment twice: on_bucket(const history_bucket&)
  /// for what is kept at `level` or only coarser, on_points(std::span<const kept_point>) for the points and
  /// for the newest ones, whose bucket is not full. Reaches one item beyond either side where there is one.
  template <class OnPoints, class OnBucket>
  void visit(double begin, double end, std::size_t level, OnPoints&& on_points, OnBucket&& on_bucket) const;

 private:
  [[nodiscard]] double begin_of_level(std::size_t level) const noexcept;
  [[nodiscard]] std::size_t count_at(std::size_t level, double begin, double end) const noexcept;
  void rewind(double time);
  void forget_oldest();

  kept_points points_;
  history_pyramid pyramid_;
  history_gaps gaps_;
  std::size_t limit_ = 0;
  double last_value_time_ = 0;
};

template <class OnPoints, class OnBucket>
void series_history::visit(double begin, double end, std::size_t level, OnPoints&& on_points,
                           OnBucket&& on_bucket) const {
  double done = -std::numeric_limits<double>::infinity();  // what is at or before it was visited
  const auto end_of = [](const history_bucket& bucket) { return bucket.end; };
  const auto time_of = [](const kept_point& point) { return point.time; };
  const auto one_before = [](std::size_t position) { return position > 0 ? position - 1 : 0; };
  for (std::size_t number = history_pyramid::top; number > 0; --number) {
    const auto& buckets = pyramid_.level(number);
    // Above the level that was asked for, only what the levels below have forgotten.
    const double until = number > level ? std::min(end, begin_of_level(number - 1)) : end;
    const bool first = done < begin;
    std::size_t i = first_not_below(buckets, std::max(begin, done), end_of);
    if (first && number <= level) i = one_before(i);
    bool more = true;
    while (more && i < buckets.size()) {
      const auto stretch = buckets.stretch_at(i);
      for (std::size_t k = 0; k < stretch.size() && more; ++k) {
        const auto& bucket = stretch[k];
        more = done <= end && (number <= level || bucket.begin < until);
        if (!more || bucket.begin <= done) continue;
        __builtin_prefetch(&bucket + 8);
        on_bucket(bucket);
        done = bucket.end;
      }
      i += stretch.size();
    }
  }
  if (done > end) return;
  std::size_t i = first_not_below(points_, std::max(begin, done), time_of);
  if (done < begin) i = one_before(i);
  while (i < points_.size() && points_[i].time <= done) ++i;
  const std::size_t last = std::min(first_not_below(points_, end, time_of) + 1, points_.size());
  while (i < last) {
    const auto stretch = points_.stretch_at(i);
    const auto used = stretch.first(std::min(stretch.size(), last - i));
    on_points(used);
    i += used.size();
  }
}

}  // namespace perfdata::monitor
