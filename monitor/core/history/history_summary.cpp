#include "monitor/core/history/history_summary.hpp"

#include <cmath>

namespace perfdata::monitor {
namespace {

/// Adds up a range from as few buckets as cover it, from the coarsest level down.
class range_sum {
 public:
  explicit range_sum(const series_history& history) : history_(history) {}

  /// Both ends belong to the range.
  void add(std::size_t level, double begin, double end) {
    if (begin > end) return;
    if (level == 0) return add_points(begin, end);
    const auto& buckets = history_.pyramid().level(level);
    const auto end_of = [](const history_bucket& bucket) { return bucket.end; };
    double from = begin;
    bool nothing_skipped = false;  // buckets beside each other have nothing between them
    for (std::size_t i = first_not_below(buckets, begin, end_of); i < buckets.size(); ++i) {
      const auto& bucket = buckets[i];
      if (bucket.begin > end) break;
      const bool whole = bucket.begin >= begin && bucket.end <= end;
      if (!whole && bucket.begin >= begin_below(level)) {
        nothing_skipped = false;
        continue;
      }
      if (!nothing_skipped) add(level - 1, from, just_before(bucket.begin));
      nothing_skipped = true;
      if (whole || is_mostly_within(bucket, begin, end)) sum_.add(bucket);
      exact_ = exact_ && whole;
      from = just_after(bucket.end);
    }
    add(level - 1, from, end);
  }

  [[nodiscard]] history_summary result() const noexcept {
    if (sum_.values == 0) return {.exact = exact_};
    return {sum_.values, sum_.last, sum_.minimum, sum_.maximum, sum_.average(), sum_.integral, exact_};
  }

 private:
  static double just_before(double time) { return std::nextafter(time, time - 1); }
  static double just_after(double time) { return std::nextafter(time, time + 1); }

  static bool is_mostly_within(const history_bucket& bucket, double begin, double end) noexcept {
    const double middle = (bucket.begin + bucket.end) / 2;
    return middle >= begin && middle <= end;
  }

  /// What the level below still has begins there.
  [[nodiscard]] double begin_below(std::size_t level) const noexcept {
    if (level == 1) return history_.points().front().time;
    return history_.pyramid().level(level - 1).front().begin;
  }

  void add_points(double begin, double end) {
    const auto& points = history_.points();
    for (std::size_t i = history_.first_at_or_after(begin); i < points.size() && points[i].time <= end; ++i)
      if (points[i].has_value())
        sum_.add_value(points[i].time, points[i].value, i > 0 ? seconds_behind(points[i - 1], points[i]) : 0);
  }

  const series_history& history_;
  history_bucket sum_{};
  bool exact_ = true;
};

}  // namespace

history_summary summarize(const series_history& history, double begin, double end) {
  range_sum sum(history);
  if (!history.empty()) sum.add(history_pyramid::top, begin, end);
  return sum.result();
}

}  // namespace perfdata::monitor
