#include "monitor/run/regression_gate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace perfdata;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

comparison of(std::vector<double> base, std::vector<double> newer) {
  return compare_counters(std::vector<counter_values>{{R"(\Command\Elapsed Time)", "s", std::move(base)}},
                          std::vector<counter_values>{{R"(\Command\Elapsed Time)", "s", std::move(newer)}});
}

gate_findings check(const char* gate, const comparison& found) {
  const std::vector gates{*regression_gate::parse(gate)};
  return check_gates(gates, found.changes);
}

const std::vector<double> before{10, 10.1, 10.2, 10.3, 10.4};
const std::vector<double> slower{12, 12.1, 12.2, 12.3, 12.4};

TEST(RegressionGate, ReadsDirectionAndShare) {
  const auto up = regression_gate::parse(R"(\Command\Elapsed Time +10%)");
  ASSERT_TRUE(up);
  EXPECT_EQ(up->path.to_string(), R"(\Command\Elapsed Time)");
  EXPECT_EQ(up->way, regression_gate::direction::up);
  EXPECT_DOUBLE_EQ(up->share, 0.1);
  EXPECT_EQ(regression_gate::parse(R"(\a\b -2.5%)")->way, regression_gate::direction::down);
  EXPECT_EQ(regression_gate::parse(R"(\a\b 5%)")->way, regression_gate::direction::either);
  for (const char* wrong :
       {"", "+10%", R"(\a\b)", R"(\a\b +10)", R"(\a\b +x%)", R"(\a\b +-1%)", R"(\a\b nan%)", "a +1%"})
    EXPECT_FALSE(regression_gate::parse(wrong)) << wrong;
}

TEST(RegressionGate, FailsForWhatIsBothLargerAndSure) {
  const auto found = check(R"(\Command\Elapsed Time +10%)", of(before, slower));
  EXPECT_THAT(found.breaches, ElementsAre(HasSubstr("by +19.6 %")));
  EXPECT_THAT(found.doubts, IsEmpty());
}

TEST(RegressionGate, LetsPassWhatIsWithinTheLimitOrInTheOtherDirection) {
  EXPECT_THAT(check(R"(\Command\Elapsed Time +20%)", of(before, slower)).breaches, IsEmpty());
  EXPECT_THAT(check(R"(\Command\Elapsed Time -10%)", of(before, slower)).breaches, IsEmpty());
  EXPECT_THAT(check(R"(\Command\Elapsed Time +10%)", of(slower, before)).breaches, IsEmpty());
  EXPECT_THAT(check(R"(\Command\Elapsed Time -10%)", of(slower, before)).breaches, testing::SizeIs(1));
  EXPECT_THAT(check(R"(\Command\* 10%)", of(slower, before)).breaches, testing::SizeIs(1));
}

TEST(RegressionGate, NoiseIsADoubtNotAFailure) {
  const auto found = check(R"(\Command\Elapsed Time +10%)", of({10, 20, 11, 19, 12}, {18, 9, 21, 17, 10.5}));
  EXPECT_THAT(found.breaches, IsEmpty());
  EXPECT_THAT(found.doubts, ElementsAre(HasSubstr("noise")));
}

TEST(RegressionGate, FewRunsFailOnTheirMediansAndSaySo) {
  const auto found = check(R"(\Command\Elapsed Time +10%)", of({10}, {12}));
  EXPECT_THAT(found.breaches, ElementsAre(HasSubstr("too few runs")));
}

TEST(RegressionGate, PathThatMeansNothingIsAFailure) {
  EXPECT_THAT(check(R"(\Command\Elapsed Tmie +10%)", of(before, slower)).breaches,
              ElementsAre(HasSubstr("no counter that both sides have")));
}

}  // namespace
