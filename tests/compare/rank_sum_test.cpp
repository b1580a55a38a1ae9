#include "tests/compare/all_shares.hpp"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <numeric>
#include <random>

#include <perfdata/compare/effect_size.hpp>
#include <perfdata/compare/rank_sum.hpp>

using namespace perfdata;
using values = std::vector<double>;

namespace {

// Hollander & Wolfe (1973), page 69, as in the examples of R's wilcox.test: permeability of the human
// chorioamnion at term and at 12 to 26 weeks. R gives W = 35 and a one-sided p of 0.1272.
const values at_term{0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
const values earlier{1.15, 0.88, 0.90, 0.74, 1.21};

double p_of_all_shares(const values& base, const values& newer) {
  values all = base;
  all.insert(all.end(), newer.begin(), newer.end());
  const double middle = static_cast<double>(base.size() * newer.size()) / 2;
  const double seen = std::abs(test::u_by_pairs(base, newer) - middle);
  double as_extreme = 0;
  double total = 0;
  test::for_each_share(all, base.size(), [&](const values& first, const values& second) {
    total += 1;
    as_extreme += std::abs(test::u_by_pairs(first, second) - middle) >= seen ? 1 : 0;
  });
  return as_extreme / total;
}

values random_values(std::mt19937& random, std::size_t count, int range) {
  values out(count);
  for (double& value : out) value = std::uniform_int_distribution(0, range)(random);
  return out;
}

TEST(RankSum, AgreesWithHollanderAndWolfe) {
  const auto found = rank_sum_test(earlier, at_term);
  EXPECT_EQ(found.u, 35);
  EXPECT_EQ(found.method, rank_sum_method::exact);
  EXPECT_NEAR(found.p, 2 * 0.1272, 1e-4);
}

// https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.mannwhitneyu.html: ages at which diabetes
// was found; U is 17 of 20 and the exact two-sided p 0.1111.
TEST(RankSum, AgreesWithSciPysDocumentedExample) {
  const auto found = rank_sum_test(values{20, 11, 17, 12}, values{19, 22, 16, 29, 24});
  EXPECT_EQ(found.u, 17);
  EXPECT_NEAR(found.p, 0.1111, 5e-5);
}

TEST(RankSum, ExactCountsAreThoseOfEveryShare) {
  for (const auto& [n, m] : {std::pair<std::size_t, std::size_t>{4, 4}, {3, 7}, {8, 5}, {1, 9}}) {
    values all(n + m);
    std::iota(all.begin(), all.end(), 0.0);
    values counted(n * m + 1);
    test::for_each_share(all, n, [&](const values& first, const values& second) {
      counted[static_cast<std::size_t>(test::u_by_pairs(first, second))] += 1;
    });
    EXPECT_EQ(rank_sum_ways(n, m), counted) << n << " " << m;
  }
}

// C(50, 25), and both ends alike.
TEST(RankSum, LargestExactDistributionIsWholeNumbers) {
  const auto ways = rank_sum_ways(exact_rank_sum_limit, exact_rank_sum_limit);
  EXPECT_EQ(std::accumulate(ways.begin(), ways.end(), 0.0), 126'410'606'437'752.0);
  EXPECT_TRUE(std::equal(ways.begin(), ways.end(), ways.rbegin()));
}

TEST(RankSum, ExactPIsTheShareOfPermutations) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    values base = random_values(random, 4 + static_cast<std::size_t>(round % 3), 1'000'000'000);
    values newer = random_values(random, 5, 1'000'000'000);
    const auto found = rank_sum_test(base, newer);
    ASSERT_EQ(found.method, rank_sum_method::exact);
    EXPECT_NEAR(found.p, p_of_all_shares(base, newer), 1e-12);
  }
}

TEST(RankSum, TiesTakeTheNormalApproximationWhichStaysNearThePermutations) {
  std::mt19937 random(11);
  for (int round = 0; round < 6; ++round) {
    const values base = random_values(random, 7, 6);
    const values newer = random_values(random, 7, 6);
    const auto found = rank_sum_test(base, newer);
    ASSERT_EQ(found.method, rank_sum_method::normal);
    EXPECT_EQ(found.u, test::u_by_pairs(base, newer));
    EXPECT_NEAR(found.p, p_of_all_shares(base, newer), 0.04);
  }
}

// Without the tie correction the variance would be n m (N + 1) / 12 = 48 and p 0.0606.
TEST(RankSum, TieCorrectionMakesTheVarianceSmaller) {
  const values base{1, 1, 1, 1, 1, 1, 2, 2};
  const values newer{1, 1, 2, 2, 2, 2, 2, 2};
  const double variance = 64.0 / 12 * (17 - (504.0 + 504.0) / (16 * 15));
  const double z = (48 - 32 - 0.5) / std::sqrt(variance);
  EXPECT_NEAR(rank_sum_test(base, newer).p, std::erfc(z / std::sqrt(2.0)), 1e-12);
}

TEST(RankSum, LargeSamplesAreApproximatedAndAgreeWithTheExactOnesAtTheLimit) {
  values base(exact_rank_sum_limit);
  values newer(exact_rank_sum_limit);
  for (std::size_t i = 0; i < base.size(); ++i) {
    base[i] = static_cast<double>(i);
    newer[i] = static_cast<double>(i) + 6.5;
  }
  const auto exact = rank_sum_test(base, newer);
  base.push_back(-1);
  newer.push_back(40);
  const auto approximate = rank_sum_test(base, newer);
  EXPECT_EQ(exact.method, rank_sum_method::exact);
  EXPECT_EQ(approximate.method, rank_sum_method::normal);
  EXPECT_NEAR(exact.p, approximate.p, 0.005);
}

TEST(RankSum, FewValuesAreSaidToBeTooFew) {
  EXPECT_EQ(rank_sum_test(values{}, values{1, 2}).method, rank_sum_method::too_few);
  EXPECT_EQ(rank_sum_test(values{1, 2, 3}, values{7, 8, 9}).method, rank_sum_method::too_few);
  EXPECT_EQ(rank_sum_test(values{1, 2, 3}, values{7, 8, 9}, 0.1).method, rank_sum_method::exact);
  const auto four = rank_sum_test(values{1, 2, 3, 4}, values{7, 8, 9, 10});
  EXPECT_EQ(four.method, rank_sum_method::exact);
  EXPECT_NEAR(four.p, 2.0 / 70, 1e-12);
}

TEST(RankSum, WhatIsNoNumberIsLeftOut) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinite = std::numeric_limits<double>::infinity();
  const auto found = rank_sum_test(values{nan, 1, 2, 3, 4, infinite}, values{7, 8, -infinite, 9, 10});
  EXPECT_EQ(found.base_count, 4U);
  EXPECT_EQ(found.newer_count, 4U);
  EXPECT_NEAR(found.p, 2.0 / 70, 1e-12);
}

TEST(RankSum, EqualConstantsAreNoDifference) {
  const values same(30, 5.0);
  EXPECT_EQ(rank_sum_test(same, same).p, 1);
  EXPECT_EQ(cliffs_delta(rank_sum_test(same, same)), 0);
}

// The example of the R package effsize (M. Torchiano), cliff.delta: -0.25, small.
TEST(EffectSize, AgreesWithEffsizesDocumentedExample) {
  const values treatment{10, 10, 20, 20, 20, 30, 30, 30, 40, 50};
  const values control{10, 20, 30, 40, 40, 50};
  const double delta = cliffs_delta(rank_sum_test(control, treatment));
  EXPECT_NEAR(delta, -0.25, 1e-12);
  EXPECT_EQ(magnitude_of(delta), effect_magnitude::slight);
}

TEST(EffectSize, IsOneWhenNothingOverlaps) {
  EXPECT_EQ(cliffs_delta(rank_sum_test(values{1, 2}, values{3})), 1);
  EXPECT_EQ(cliffs_delta(rank_sum_test(values{3}, values{1, 2})), -1);
  EXPECT_EQ(cliffs_delta(rank_sum_test(values{}, values{1})), 0);
  EXPECT_EQ(magnitude_of(-1), effect_magnitude::large);
  EXPECT_EQ(magnitude_of(0.1), effect_magnitude::negligible);
  EXPECT_EQ(magnitude_of(0.4), effect_magnitude::medium);
}

}  // namespace
