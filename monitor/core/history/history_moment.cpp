#include "monitor/core/history/history_moment.hpp"

namespace perfdata::monitor {
namespace {

history_moment moment_of(const history_point& point) noexcept {
  if (point.has_value()) return {.time = point.time, .value = point.value};
  return {.time = point.time, .reason = point.status};
}

history_moment moment_of(const history_bucket& bucket) noexcept {
  history_moment found{.time = (bucket.begin + bucket.end) / 2,
                       .reason = cooked_status::no_data,
                       .is_point = false,
                       .minimum = bucket.minimum,
                       .maximum = bucket.maximum};
  if (bucket.values > 0) found.value = bucket.average();
  return found;
}

/// Between the value before a gap and the one after it there is none, however close they are.
std::optional<history_gap> gap_around(const series_history& history, double time) noexcept {
  const auto& gaps = history.gaps();
  const std::size_t found = gaps.first_ending_after(time);
  if (found == gaps.size() || gaps[found].begin >= time || gaps[found].end <= time) return std::nullopt;
  return gaps[found];
}

}  // namespace

std::optional<history_moment> moment_at(const series_history& history, double time, double reach) noexcept {
  if (history.empty() || time > history.back().time + reach || time < history.begin_time() - reach)
    return std::nullopt;
  if (const auto gap = gap_around(history, time)) return history_moment{.time = time, .reason = gap->reason};
  if (time >= history[0].time) return moment_of(history[history.nearest(time)]);
  for (std::size_t level = 1; level <= history_pyramid::top; ++level) {
    const auto& buckets = history.pyramid().level(level);
    if (buckets.empty()) break;
    const auto end_of = [](const history_bucket& bucket) { return bucket.end; };
    const std::size_t found = first_not_below(buckets, time, end_of);
    if (found < buckets.size() && (buckets.front().begin <= time || level == history_pyramid::top))
      return moment_of(buckets[found]);
  }
  return moment_of(history[0]);
}

}  // namespace perfdata::monitor
