#include <gtest/gtest.h>
#include <vector>

#include <perfdata/cook/statistics.hpp>

using namespace perfdata;

namespace {

std::vector<timed_value> series(std::initializer_list<std::optional<double>> values) {
  std::vector<timed_value> out;
  for (const auto& value : values)
    out.push_back(
        {std::chrono::sys_time<hundred_ns>(hundred_ns(10'000'000 * static_cast<std::int64_t>(out.size()))),
         {value, value ? cooked_status::ok : cooked_status::counter_went_back}});
  return out;
}

TEST(Statistics, OfASmallSeries) {
  const auto s = summarize(series({4.0, 1.0, 3.0, 2.0}));
  ASSERT_TRUE(s);
  EXPECT_EQ(s->count, 4U);
  EXPECT_DOUBLE_EQ(s->last, 2.0);
  EXPECT_DOUBLE_EQ(s->average, 2.5);
  EXPECT_DOUBLE_EQ(s->minimum, 1.0);
  EXPECT_DOUBLE_EQ(s->maximum, 4.0);
  EXPECT_DOUBLE_EQ(s->p50, 2.0);
  EXPECT_DOUBLE_EQ(s->p95, 4.0);
  EXPECT_DOUBLE_EQ(s->duration.count(), 3.0);
}

TEST(Statistics, GapsCountForNothing) {
  const auto s = summarize(series({std::nullopt, 10.0, std::nullopt, 20.0, std::nullopt}));
  ASSERT_TRUE(s);
  EXPECT_EQ(s->count, 2U);
  EXPECT_DOUBLE_EQ(s->average, 15.0);
  EXPECT_DOUBLE_EQ(s->last, 20.0);
  EXPECT_DOUBLE_EQ(s->duration.count(), 4.0);
}

TEST(Statistics, PercentilesAreMeasuredValues) {
  std::vector<timed_value> hundred;
  for (int i = 100; i >= 1; --i) hundred.push_back({{}, {static_cast<double>(i), cooked_status::ok}});
  const auto s = summarize(hundred);
  EXPECT_DOUBLE_EQ(s->p50, 50);
  EXPECT_DOUBLE_EQ(s->p95, 95);
  EXPECT_DOUBLE_EQ(s->p99, 99);
}

TEST(Statistics, NothingComesToNothing) {
  EXPECT_FALSE(summarize({}));
  EXPECT_FALSE(summarize(series({std::nullopt})));
}

}  // namespace
