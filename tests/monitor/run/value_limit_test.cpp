#include "monitor/run/value_limit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace perfdata;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

measured_run run_with(std::vector<double> values) {
  measured_run run{.totals = {.elapsed = std::chrono::duration<double>(2.5), .faults = 7}};
  run_series series{.path = R"(\\HOST\Memory\Available Bytes)", .object_index = 4, .counter_index = 24};
  series.samples.push_back({});  // a gap
  for (const double value : values)
    series.samples.push_back({.cooked = {.value = value, .status = cooked_status::ok}});
  run.series.push_back(std::move(series));
  return run;
}

std::vector<std::string> broken(const char* limit, const measured_run& run) {
  return breaches(*value_limit::parse(limit), run);
}

TEST(ValueLimit, ReadsPathsRelationsAndUnits) {
  const auto limit = value_limit::parse(R"( \Memory\Available Bytes >= 1.5Mi )");
  ASSERT_TRUE(limit);
  EXPECT_EQ(limit->path.to_string(), R"(\Memory\Available Bytes)");
  EXPECT_EQ(limit->relation, limit_relation::at_least);
  EXPECT_EQ(limit->value, 1.5 * 1024 * 1024);
  EXPECT_EQ(value_limit::parse(R"(\a\b<2k)")->value, 2000);
  EXPECT_EQ(value_limit::parse(R"(\a\b < 3 Gi)")->value, 3.0 * 1024 * 1024 * 1024);
  EXPECT_EQ(value_limit::parse(R"(\a\b > -4e2)")->value, -400);
}

TEST(ValueLimit, RefusesWhatIsNone) {
  for (const char* wrong :
       {"", R"(\a\b)", R"(\a\b <)", R"(\a\b < x)", R"(\a\b < 3 parsecs)", R"(a < 3)", R"(\a\b < 3Kib)"}) {
    const auto limit = value_limit::parse(wrong);
    ASSERT_FALSE(limit) << wrong;
    EXPECT_EQ(limit.error().code, errc::invalid_argument);
    EXPECT_THAT(limit.error().advice, HasSubstr("PATH < VALUE"));
  }
}

TEST(ValueLimit, EverySampleMustKeepIt) {
  const auto run = run_with({5, 9, 7});
  EXPECT_TRUE(broken(R"(\Memory\Available Bytes < 9.5)", run).empty());
  EXPECT_TRUE(broken(R"(\Memory\Available Bytes <= 9)", run).empty());
  EXPECT_THAT(broken(R"(\Memory\Available Bytes < 9)", run), ElementsAre(HasSubstr("came to 9")));
  EXPECT_THAT(broken(R"(\Memory\Available Bytes > 6)", run), ElementsAre(HasSubstr("came to 5")));
  EXPECT_THAT(broken(R"(\Memory\Available Bytes < 6)", run), ElementsAre(HasSubstr("came to 9")));
}

TEST(ValueLimit, PathsMayHaveWildcardsIndexesAndAMachine) {
  const auto run = run_with({5});
  EXPECT_FALSE(broken(R"(\mem*\avail* < 5)", run).empty());
  EXPECT_TRUE(broken(R"(\4\24 < 6)", run).empty());
  EXPECT_TRUE(broken(R"(\\host\Memory\Available Bytes < 6)", run).empty());
  EXPECT_THAT(broken(R"(\\other\Memory\Available Bytes < 6)", run),
              ElementsAre(HasSubstr("never had a value")));
}

TEST(ValueLimit, TotalsAreCountersOfTheCommand) {
  const auto run = run_with({5});
  EXPECT_TRUE(broken(R"(\Command\Elapsed Time < 3)", run).empty());
  EXPECT_THAT(broken(R"(\Command\Elapsed Time < 2)", run),
              ElementsAre(HasSubstr("Elapsed Time came to 2.5")));
  EXPECT_THAT(broken(R"(\Command\Page Faults < 7)", run), ElementsAre(HasSubstr("run 1")));
}

TEST(ValueLimit, CounterWithoutAValueIsABreachNotAPass) {
  EXPECT_THAT(broken(R"(\Memory\Available Bytes < 6)", run_with({})),
              ElementsAre(HasSubstr("never had a value")));
  EXPECT_THAT(broken(R"(\Command\IO Read Bytes < 6)", run_with({})),
              ElementsAre(HasSubstr("never had a value")));
}

}  // namespace
