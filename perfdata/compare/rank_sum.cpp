#include <algorithm>
#include <cmath>
#include <numeric>

#include <perfdata/compare/finite_values.hpp>
#include <perfdata/compare/rank_sum.hpp>

namespace perfdata {
namespace {

struct ranked_pairs {
  double u = 0;
  double tie_sum = 0;  // sum of t^3 - t over the groups of equal values
};

// Both sorted. One walk over the groups of equal values of the two together.
ranked_pairs rank(const std::vector<double>& base, const std::vector<double>& newer) {
  ranked_pairs out;
  auto b = base.begin();
  auto n = newer.begin();
  while (b != base.end() || n != newer.end()) {
    const double value = b == base.end() ? *n : n == newer.end() ? *b : std::min(*b, *n);
    const auto below = static_cast<double>(b - base.begin());
    const auto same_base = std::upper_bound(b, base.end(), value) - b;
    const auto same_newer = std::upper_bound(n, newer.end(), value) - n;
    out.u += static_cast<double>(same_newer) * (below + static_cast<double>(same_base) / 2);
    const auto ties = static_cast<double>(same_base + same_newer);
    out.tie_sum += ties * ties * ties - ties;
    b += same_base;
    n += same_newer;
  }
  return out;
}

double exact_p(double u, std::size_t n, std::size_t m) {
  const auto ways = rank_sum_ways(n, m);
  const auto lower = static_cast<std::size_t>(std::min(u, static_cast<double>(n * m) - u));
  const auto end = ways.begin() + static_cast<std::ptrdiff_t>(lower) + 1;
  const double total = std::accumulate(ways.begin(), ways.end(), 0.0);
  return std::min(1.0, 2 * std::accumulate(ways.begin(), end, 0.0) / total);
}

double normal_p(const ranked_pairs& pairs, double n, double m) {
  const double all = n + m;
  const double variance = n * m / 12 * (all + 1 - pairs.tie_sum / (all * (all - 1)));
  if (!(variance > 0)) return 1;  // every value is the same
  const double distance = std::max(0.0, std::abs(pairs.u - n * m / 2) - 0.5);
  return std::min(1.0, 2 * normal_tail(distance / std::sqrt(variance)));
}

}  // namespace

double smallest_rank_sum_p(std::size_t n, std::size_t m) noexcept {
  double ways = 1;
  for (std::size_t i = 1; i <= std::min(n, m) && ways < 1e9; ++i)
    ways = ways * static_cast<double>(std::max(n, m) + i) / static_cast<double>(i);
  return std::min(1.0, 2 / ways);
}

double normal_tail(double z) noexcept {
  return std::erfc(z / std::sqrt(2.0)) / 2;
}

std::vector<double> rank_sum_ways(std::size_t n, std::size_t m) {
  std::vector<double> ways(n * m + 1);
  ways[0] = 1;
  for (std::size_t i = 1; i <= n; ++i) {
    for (std::size_t u = ways.size(); u-- > m + i;) ways[u] -= ways[u - m - i];
    for (std::size_t u = i; u < ways.size(); ++u) ways[u] += ways[u - i];
  }
  return ways;
}

rank_sum_result rank_sum_test(std::span<const double> base, std::span<const double> newer,
                              double significance) {
  const auto older_values = sorted_finite(base);
  const auto newer_values = sorted_finite(newer);
  const auto n = older_values.size();
  const auto m = newer_values.size();
  rank_sum_result out{.base_count = n, .newer_count = m};
  if (n == 0 || m == 0) return out;
  const auto pairs = rank(older_values, newer_values);
  out.u = pairs.u;
  if (smallest_rank_sum_p(n, m) > significance) return out;
  const bool exact = pairs.tie_sum == 0 && std::max(n, m) <= exact_rank_sum_limit;
  out.method = exact ? rank_sum_method::exact : rank_sum_method::normal;
  out.p = exact ? exact_p(pairs.u, n, m) : normal_p(pairs, static_cast<double>(n), static_cast<double>(m));
  return out;
}

}  // namespace perfdata
