// What statistics are made of: the values that are numbers, in order.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace perfdata {

/// A sorted copy without NaN and infinities. O(n log n).
[[nodiscard]] inline std::vector<double> sorted_finite(std::span<const double> values) {
  std::vector<double> out;
  out.reserve(values.size());
  for (const double value : values)
    if (std::isfinite(value)) out.push_back(value);
  std::ranges::sort(out);
  return out;
}

/// The middle of sorted values, the mean of the two middle ones for an even number. Precondition: not empty.
[[nodiscard]] inline double median_of_sorted(std::span<const double> sorted) noexcept {
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2;
}

}  // namespace perfdata
