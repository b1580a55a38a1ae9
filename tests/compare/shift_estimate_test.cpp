#include "tests/compare/all_shares.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>
#include <random>

#include <perfdata/compare/shift_estimate.hpp>

using namespace perfdata;
using values = std::vector<double>;

namespace {

values all_differences(const values& base, const values& newer) {
  values out;
  for (const double b : base)
    for (const double n : newer) out.push_back(n - b);
  std::ranges::sort(out);
  return out;
}

values sorted_random(std::mt19937& random, std::size_t count) {
  values out(count);
  for (double& value : out) value = std::normal_distribution(0.0, 1e3)(random);
  std::ranges::sort(out);
  return out;
}

TEST(ShiftEstimate, EveryRankOfTheDifferencesIsFoundWithoutWritingThemDown) {
  std::mt19937 random(3);
  for (int round = 0; round < 5; ++round) {
    const auto base = sorted_random(random, 7);
    const auto newer = sorted_random(random, 11);
    const auto expected = all_differences(base, newer);
    for (std::size_t k = 0; k < expected.size(); ++k) EXPECT_EQ(nth_difference(base, newer, k), expected[k]);
  }
}

TEST(ShiftEstimate, EqualAndHugeValuesHaveTheirPlaceToo) {
  const values base{-1e308, 0, 0, 0};
  const values newer{-0.0, 0, 1e-310, 1e308};
  const auto expected = all_differences(base, newer);
  for (std::size_t k = 0; k < expected.size(); ++k) EXPECT_EQ(nth_difference(base, newer, k), expected[k]);
}

// Hollander & Wolfe (1973), pages 69 and 78: the shift of the permeability of the human chorioamnion is
// 0.305. R's wilcox.test(conf.int = TRUE) gives the same and, at 95 %, -0.15 to 0.76.
TEST(ShiftEstimate, AgreesWithHollanderAndWolfe) {
  const values at_term{0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
  const values earlier{1.15, 0.88, 0.90, 0.74, 1.21};
  const auto found = estimate_shift(earlier, at_term);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->shift, 0.305, 1e-12);
  EXPECT_NEAR(found->low, -0.15, 1e-12);
  EXPECT_NEAR(found->high, 0.76, 1e-12);
}

TEST(ShiftEstimate, TooFewValuesHaveNone) {
  EXPECT_FALSE(estimate_shift(values{}, values{1}));
  EXPECT_FALSE(estimate_shift(values{1, 2, 3}, values{4, 5, 6}));
  EXPECT_FALSE(estimate_shift(values{std::numeric_limits<double>::quiet_NaN()}, values{1}));
  const auto four = estimate_shift(values{1, 2, 3, 4}, values{11, 12, 13, 14});
  ASSERT_TRUE(four);
  EXPECT_EQ(four->shift, 10);
  EXPECT_EQ(four->low, 7);
  EXPECT_EQ(four->high, 13);
}

double share_of_intervals_that_hold(std::size_t count, int rounds) {
  std::mt19937 random(17);
  std::exponential_distribution<double> skewed(1);
  int held = 0;
  for (int round = 0; round < rounds; ++round) {
    values base(count);
    values newer(count);
    for (double& value : base) value = skewed(random);
    for (double& value : newer) value = skewed(random) + 2;
    const auto found = estimate_shift(base, newer);
    held += found && found->low <= 2 && 2 <= found->high ? 1 : 0;
  }
  return static_cast<double>(held) / rounds;
}

TEST(ShiftEstimate, IntervalHoldsTheTruthAsOftenAsItSays) {
  EXPECT_GE(share_of_intervals_that_hold(6, 1000), 0.93);
  EXPECT_GE(share_of_intervals_that_hold(40, 250), 0.91);
  EXPECT_LE(share_of_intervals_that_hold(40, 250), 0.99);
}

}  // namespace
