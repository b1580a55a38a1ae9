// The Mann-Whitney U test: do two sets of values come from the same place?
//
// H. B. Mann, D. R. Whitney: On a Test of Whether one of Two Random Variables is Stochastically Larger than
// the Other. Annals of Mathematical Statistics 18 (1947), 50-60. It compares ranks, so neither outliers nor
// the shape of the distribution matter, and counters have both.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace perfdata {

enum class rank_sum_method : std::uint8_t {
  too_few,  ///< even the clearest outcome would not be significant: there is no p
  exact,    ///< all ways to share out the ranks counted
  normal,   ///< normal approximation with continuity and tie correction
};

/// What the test found. A value.
struct rank_sum_result {
  std::size_t base_count = 0;  ///< finite values of either side; others are left out
  std::size_t newer_count = 0;
  double u = 0;  ///< pairs in which the newer value is larger, a tie counting as half
  double p = 1;  ///< two-sided; 1 when too few
  rank_sum_method method = rank_sum_method::too_few;
};

/// Largest number of values a side for which the exact distribution is used. It also needs values without
/// ties.
inline constexpr std::size_t exact_rank_sum_limit = 25;

/// Tests `newer` against `base`. Values that are not finite are left out. Too few are samples whose smallest
/// possible p, 2 / C(n + m, n), is above `significance`: four against four are enough for 0.05, three against
/// three are not. O(n log n), and O(n^2 m) of small numbers for the exact distribution.
[[nodiscard]] rank_sum_result rank_sum_test(std::span<const double> base, std::span<const double> newer,
                                            double significance = 0.05);

/// The p of the clearest outcome that n values against m can have: 2 / C(n + m, n), at most 1.
[[nodiscard]] double smallest_rank_sum_p(std::size_t n, std::size_t m) noexcept;

/// How many ways there are to share out n + m ranks so that U comes to 0, 1, … n m: the coefficients of the
/// Gaussian binomial. Precondition: n and m at most exact_rank_sum_limit, where every number is exact.
[[nodiscard]] std::vector<double> rank_sum_ways(std::size_t n, std::size_t m);

/// Standard normal distribution function, 1 - it, to what std::erfc gives.
[[nodiscard]] double normal_tail(double z) noexcept;

}  // namespace perfdata
