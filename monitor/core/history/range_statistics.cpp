#include "monitor/core/history/range_statistics.hpp"

#include <algorithm>
#include <cmath>

namespace perfdata::monitor {
namespace {

constexpr std::size_t most_items = 10'000;

/// `sorted` by value; `total` is the sum of the weights.
double nearest_rank(const std::vector<weighed_value>& sorted, std::size_t total, double percent) {
  auto rank = static_cast<std::size_t>(std::ceil(percent / 100 * static_cast<double>(total)));
  rank = std::max<std::size_t>(rank, 1);
  std::size_t seen = 0;
  for (const auto& each : sorted)
    if ((seen += each.weight) >= rank) return each.value;
  return sorted.back().value;
}

}  // namespace

range_statistics range_statistics_of(const series_history& history, double begin, double end,
                                     std::vector<weighed_value>& work) {
  range_statistics found{.summary = summarize(history, begin, end)};
  if (found.summary.values == 0) return found;
  work.clear();
  double first = end;
  double last = begin;
  std::size_t total = 0;
  const auto take = [&](double from, double to, double value, std::size_t weight) {
    first = std::min(first, from);
    last = std::max(last, to);
    work.push_back({value, weight});
    total += weight;
  };
  history.visit(
      begin, end, history.level_for(begin, end, most_items),
      [&](std::span<const kept_point> points) {
        for (const auto& point : points)
          if (point.has_value() && point.time >= begin && point.time <= end)
            take(point.time, point.time, point.value, 1);
      },
      [&](const history_bucket& bucket) {
        found.exact_percentiles = false;
        const double middle = (bucket.begin + bucket.end) / 2;
        if (bucket.values > 0 && middle >= begin && middle <= end)
          take(std::max(begin, bucket.begin), std::min(end, bucket.end), bucket.average(), bucket.values);
      });
  if (work.empty()) return found;
  std::sort(work.begin(), work.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
  found.p50 = nearest_rank(work, total, 50);
  found.p95 = nearest_rank(work, total, 95);
  found.duration = last - first;
  return found;
}

}  // namespace perfdata::monitor
