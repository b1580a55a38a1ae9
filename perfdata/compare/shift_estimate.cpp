#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>

#include <perfdata/compare/finite_values.hpp>
#include <perfdata/compare/rank_sum.hpp>
#include <perfdata/compare/shift_estimate.hpp>

namespace perfdata {
namespace {

// Doubles as integers in the same order, so that halving an interval always ends, and at a double.
constexpr std::uint64_t sign = std::uint64_t{1} << 63U;

std::uint64_t in_order(double value) noexcept {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

double from_order(std::uint64_t order) noexcept {
  return std::bit_cast<double>((order & sign) != 0 ? order & ~sign : ~order);
}

// How many differences are at most `limit`. A rounded difference grows with newer and falls with base, so one
// walk over both sides counts them.
std::size_t differences_up_to(std::span<const double> base, std::span<const double> newer,
                              double limit) noexcept {
  std::size_t count = 0;
  std::size_t reached = 0;
  for (const double older : base) {
    while (reached < newer.size() && newer[reached] - older <= limit) ++reached;
    count += reached;
  }
  return count;
}

// How many differences the interval may leave out at either end; none when even 0 is too many.
std::optional<std::size_t> left_out(std::size_t n, std::size_t m, double confidence) {
  const double tail = (1 - confidence) / 2;
  if (std::max(n, m) > exact_rank_sum_limit) {
    const auto pairs = static_cast<double>(n) * static_cast<double>(m);
    const double deviation = std::sqrt(pairs * static_cast<double>(n + m + 1) / 12);
    double z = 0;  // normal_tail(z) == tail, to the last of 32 halvings
    for (int halving = 0; halving < 32; ++halving)
      if (const double further = z + std::ldexp(4, -halving); normal_tail(further) > tail) z = further;
    const double rank = pairs / 2 - z * deviation;
    if (rank >= 1) return static_cast<std::size_t>(rank) - 1;
    return std::nullopt;
  }
  const auto ways = rank_sum_ways(n, m);
  const double total = std::accumulate(ways.begin(), ways.end(), 0.0);
  std::size_t fitting = 0;  // U = 0 … fitting - 1 together are not likelier than the tail
  double sum = 0;
  while (fitting < ways.size() && sum + ways[fitting] <= tail * total) sum += ways[fitting++];
  return fitting > 0 ? std::optional(fitting - 1) : std::nullopt;
}

}  // namespace

double nth_difference(std::span<const double> base, std::span<const double> newer, std::size_t k) noexcept {
  std::uint64_t low = in_order(newer.front() - base.back());
  std::uint64_t high = in_order(newer.back() - base.front());
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (differences_up_to(base, newer, from_order(middle)) > k)
      high = middle;
    else
      low = middle + 1;
  }
  return from_order(low);
}

std::optional<shift_estimate> estimate_shift(std::span<const double> base, std::span<const double> newer,
                                             double confidence) {
  const auto older = sorted_finite(base);
  const auto later = sorted_finite(newer);
  if (older.empty() || later.empty()) return std::nullopt;
  const auto outside = left_out(older.size(), later.size(), confidence);
  if (!outside) return std::nullopt;
  const std::size_t pairs = older.size() * later.size();
  const double upper = nth_difference(older, later, pairs / 2);
  const double lower = pairs % 2 == 1 ? upper : nth_difference(older, later, pairs / 2 - 1);
  return shift_estimate{.shift = lower + (upper - lower) / 2,
                        .low = nth_difference(older, later, *outside),
                        .high = nth_difference(older, later, pairs - 1 - *outside)};
}

}  // namespace perfdata
