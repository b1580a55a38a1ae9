// Every way to share values out over two samples: what the formulas are held against.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace perfdata::test {

/// Calls `use(first, second)` for each of the C(n, k) ways to put k of the values into `first`. n at most 20.
template <class Use>
void for_each_share(const std::vector<double>& values, std::size_t k, Use use) {
  for (std::uint32_t chosen = 0; chosen < std::uint32_t{1} << values.size(); ++chosen) {
    if (static_cast<std::size_t>(std::popcount(chosen)) != k) continue;
    std::vector<double> first;
    std::vector<double> second;
    for (std::size_t i = 0; i < values.size(); ++i)
      ((chosen >> i & 1U) != 0 ? first : second).push_back(values[i]);
    use(first, second);
  }
}

/// U pair by pair: how often a value of `newer` is above one of `base`, a tie counting as half.
[[nodiscard]] inline double u_by_pairs(const std::vector<double>& base, const std::vector<double>& newer) {
  double u = 0;
  for (const double b : base)
    for (const double n : newer) u += n > b ? 1 : n == b ? 0.5 : 0;
  return u;
}

}  // namespace perfdata::test
