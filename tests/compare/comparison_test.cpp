#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

#include <perfdata/compare/comparison.hpp>

using namespace perfdata;
using testing::ElementsAre;

namespace {

std::vector<std::string> paths_of(const comparison& found) {
  std::vector<std::string> paths;
  for (const auto& change : found.changes) paths.push_back(change.path);
  return paths;
}

TEST(Comparison, SortsByWhatMatters) {
  const std::vector<counter_values> base{{"calm", "", {5, 6, 7, 8, 9}},
                                         {"doubled", "", {10, 11, 12, 13, 14}},
                                         {"tripled", "", {10, 11, 12, 13, 14}},
                                         {"few", "", {1}}};
  const std::vector<counter_values> newer{{"few", "", {9}},
                                          {"calm", "", {5.1, 6.2, 7.3, 8.4, 8.9}},
                                          {"tripled", "", {30, 31, 36, 40, 42}},
                                          {"doubled", "", {20, 21, 24, 27, 28}}};
  const auto found = compare_counters(base, newer);
  ASSERT_THAT(paths_of(found), ElementsAre("tripled", "doubled", "few", "calm"));
  EXPECT_EQ(found.changes[0].verdict, change_verdict::changed);
  EXPECT_EQ(found.changes[0].relative, 2.0);
  EXPECT_EQ(found.changes[0].delta, 1);
  EXPECT_NEAR(found.changes[0].ranks.p, 2.0 / 252, 1e-12);
  EXPECT_NEAR(found.changes[0].adjusted_p, 3.0 / 252, 1e-12);  // two of three tests that small
  EXPECT_EQ(found.changes[2].verdict, change_verdict::too_few_values);
  EXPECT_EQ(found.changes[2].newer_median, 9);
  EXPECT_EQ(found.changes[3].verdict, change_verdict::no_change_seen);
}

TEST(Comparison, ConstantsAreNotTestedAndDoNotWeakenTheOthers) {
  std::vector<counter_values> base(50, {"", "", {7, 7, 7, 7}});
  for (std::size_t i = 0; i < base.size(); ++i) base[i].path = "constant" + std::to_string(i);
  auto newer = base;
  base.push_back({"moved", "", {1, 2, 3, 4}});
  newer.push_back({"moved", "", {5, 6, 7, 8}});
  const auto found = compare_counters(base, newer);
  EXPECT_EQ(found.changes[0].path, "moved");
  EXPECT_EQ(found.changes[0].adjusted_p, found.changes[0].ranks.p);
  EXPECT_EQ(found.changes[0].verdict, change_verdict::changed);
  EXPECT_TRUE(found.changes[1].constant);
  EXPECT_EQ(found.changes[1].verdict, change_verdict::no_change_seen);
}

TEST(Comparison, CountersOfOneSideAreNamed) {
  const std::vector<counter_values> base{{"both", "", {1}}, {"went", "", {1}}};
  const std::vector<counter_values> newer{{"BOTH", "", {1}}, {"came", "", {1}}};
  const auto found = compare_counters(base, newer);
  EXPECT_THAT(paths_of(found), ElementsAre("BOTH"));
  EXPECT_THAT(found.only_in_base, ElementsAre("went"));
  EXPECT_THAT(found.only_in_newer, ElementsAre("came"));
}

TEST(Comparison, ChangeFromZeroHasNoRatioAndComesBeforeFiniteOnes) {
  const std::vector<counter_values> base{{"a", "", {1, 2, 3, 4}}, {"b", "", {0, 0, 0, 0}}};
  const std::vector<counter_values> newer{{"a", "", {11, 12, 13, 14}}, {"b", "", {5, 6, 7, 8}}};
  const auto found = compare_counters(base, newer);
  ASSERT_THAT(paths_of(found), ElementsAre("b", "a"));
  EXPECT_FALSE(found.changes[0].relative);
  ASSERT_TRUE(found.changes[0].shift);
  EXPECT_EQ(found.changes[0].shift->shift, 6.5);
}

TEST(Comparison, CounterWithoutANumberIsNotThere) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto found = compare_counters(std::vector<counter_values>{{"a", "", {nan}}},
                                      std::vector<counter_values>{{"a", "", {1}}});
  EXPECT_TRUE(found.changes.empty());
  EXPECT_THAT(found.only_in_newer, ElementsAre("a"));
}

// A hundred counters of noise: without the correction about five would be named.
TEST(Comparison, NoiseIsNotNamedHoweverManyCountersThereAre) {
  std::vector<counter_values> base(100);
  std::vector<counter_values> newer(100);
  std::uint32_t noise = 12345;
  const auto next = [&] {
    noise = noise * 1664525U + 1013904223U;
    return static_cast<double>(noise >> 8U);
  };
  for (std::size_t i = 0; i < base.size(); ++i) {
    base[i].path = newer[i].path = std::to_string(i);
    for (int run = 0; run < 8; ++run) {
      base[i].values.push_back(next());
      newer[i].values.push_back(next());
    }
  }
  std::size_t named = 0;
  for (const auto& change : compare_counters(base, newer).changes)
    named += change.verdict == change_verdict::changed ? 1U : 0U;
  EXPECT_EQ(named, 0U);
}

}  // namespace
