#include <algorithm>
#include <functional>
#include <numeric>

#include <perfdata/compare/false_discovery.hpp>

namespace perfdata {

std::vector<double> adjust_for_false_discoveries(std::span<const double> p_values) {
  std::vector<std::size_t> largest_first(p_values.size());
  std::iota(largest_first.begin(), largest_first.end(), std::size_t{0});
  std::ranges::sort(largest_first, std::ranges::greater{}, [&](std::size_t i) { return p_values[i]; });
  std::vector<double> adjusted(p_values.size());
  const auto count = static_cast<double>(p_values.size());
  double least = 1;
  double rank = count;
  for (const std::size_t i : largest_first) {
    least = std::min(least, p_values[i] * count / rank);
    adjusted[i] = least;
    rank -= 1;
  }
  return adjusted;
}

}  // namespace perfdata
