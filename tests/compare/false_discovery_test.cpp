#include <algorithm>
#include <gtest/gtest.h>

#include <perfdata/compare/false_discovery.hpp>

using namespace perfdata;

namespace {

// The 15 comparisons of Benjamini & Hochberg (1995), section 4.1: at 0.05 the procedure finds four, where
// Bonferroni's finds three.
const std::vector<double> published{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};

TEST(FalseDiscovery, FindsWhatBenjaminiAndHochbergFound) {
  const auto adjusted = adjust_for_false_discoveries(published);
  EXPECT_EQ(std::ranges::count_if(adjusted, [](double p) { return p <= 0.05; }), 4);
  EXPECT_NEAR(adjusted[0], 0.0015, 1e-12);             // 15/1 x 0.0001
  EXPECT_NEAR(adjusted[3], 0.035625, 1e-12);           // 15/4 x 0.0095
  EXPECT_NEAR(adjusted[5], 15.0 / 7 * 0.0298, 1e-12);  // the next one's is smaller than its own
  EXPECT_EQ(adjusted[14], 1);
}

TEST(FalseDiscovery, KeepsTheOrderGiven) {
  std::vector<double> reversed(published.rbegin(), published.rend());
  auto adjusted = adjust_for_false_discoveries(reversed);
  std::ranges::reverse(adjusted);
  EXPECT_EQ(adjusted, adjust_for_false_discoveries(published));
}

TEST(FalseDiscovery, OneTestStaysAsItIsAndNoneIsNone) {
  EXPECT_EQ(adjust_for_false_discoveries(std::vector<double>{0.03}), std::vector<double>{0.03});
  EXPECT_TRUE(adjust_for_false_discoveries({}).empty());
}

}  // namespace
