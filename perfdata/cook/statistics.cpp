#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <perfdata/cook/statistics.hpp>

namespace perfdata {
namespace {

// Reorders `values`.
double nearest_rank(std::vector<double>& values, double percent) {
  const auto rank = static_cast<std::size_t>(std::ceil(percent / 100.0 * static_cast<double>(values.size())));
  const auto at =
      values.begin() + static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(rank, 1, values.size()) - 1);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace

std::optional<statistics> summarize(std::span<const timed_value> samples) {
  std::vector<double> values;
  values.reserve(samples.size());
  for (const timed_value& sample : samples)
    if (sample.cooked.value) values.push_back(*sample.cooked.value);
  if (values.empty()) return std::nullopt;
  statistics out{.count = values.size(), .last = values.back()};
  out.average = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  out.minimum = *low;
  out.maximum = *high;
  out.p50 = nearest_rank(values, 50);
  out.p95 = nearest_rank(values, 95);
  out.p99 = nearest_rank(values, 99);
  out.duration = samples.back().time - samples.front().time;
  return out;
}

}  // namespace perfdata
