#include "monitor/core/history/history_summary.hpp"

#include "monitor/core/history/range_statistics.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

history_point value_at(double time, double value) {
  return {time, value, cooked_status::ok};
}

/// Point by point, as one would by hand.
history_summary by_hand(const std::vector<history_point>& points, double begin, double end) {
  history_summary found;
  double sum = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& point = points[i];
    if (!point.has_value() || point.time < begin || point.time > end) continue;
    found.minimum = found.values == 0 ? point.value : std::min(found.minimum, point.value);
    found.maximum = found.values == 0 ? point.value : std::max(found.maximum, point.value);
    found.last = point.value;
    sum += point.value;
    if (i > 0 && points[i - 1].has_value()) found.integral += point.value * (point.time - points[i - 1].time);
    ++found.values;
  }
  if (found.values > 0) found.average = sum / static_cast<double>(found.values);
  return found;
}

TEST(HistorySummary, LeavesGapsOut) {
  series_history history;
  history.push(value_at(1, 1000));
  history.push(value_at(2, 4));
  history.push({.time = 3, .status = cooked_status::stale});
  history.push(value_at(4, -2));
  history.push(value_at(5, 1000));
  const auto summary = summarize(history, 2, 4);
  EXPECT_EQ(summary.values, 2U);
  EXPECT_EQ(summary.minimum, -2);
  EXPECT_EQ(summary.maximum, 4);
  EXPECT_EQ(summary.average, 1);
  EXPECT_EQ(summary.last, -2);
  EXPECT_EQ(summary.integral, 4);  // what came after the gap stands for no time
  EXPECT_EQ(summarize(history, 2.5, 3.5).values, 0U);
  EXPECT_EQ(summarize(series_history(), 0, 10).values, 0U);
}

TEST(HistorySummary, OfAnyRangeIsWhatPointByPointGives) {
  std::mt19937 random(11);
  std::uniform_int_distribution<int> value(-1000, 1000);
  std::vector<history_point> points;
  series_history history(std::size_t{16} << 20);
  for (int i = 0; i < 20'000; ++i) {
    const bool gap = i % 97 == 5 || (i > 4000 && i < 4100);
    points.push_back(gap ? history_point{.time = i * 0.5, .status = cooked_status::stale}
                         : value_at(i * 0.5, value(random)));
    history.push(points.back());
  }
  std::uniform_real_distribution<double> moment(-10, 10'100);
  for (int round = 0; round < 200; ++round) {
    const auto [begin, end] = std::minmax({moment(random), moment(random)});
    const auto expected = by_hand(points, begin, end);
    const auto found = summarize(history, begin, end);
    ASSERT_EQ(found.values, expected.values) << begin << " to " << end;
    EXPECT_EQ(found.minimum, expected.minimum);
    EXPECT_EQ(found.maximum, expected.maximum);
    EXPECT_EQ(found.last, expected.last);
    EXPECT_NEAR(found.average, expected.average, 1e-9);
    EXPECT_NEAR(found.integral, expected.integral, 1e-6);
    EXPECT_TRUE(found.exact);
  }
}

TEST(HistorySummary, OfForgottenPointsIsExactUpToABucketAtEitherEnd) {
  series_history history(1);
  for (int i = 0; i < 1'000'000; ++i) history.push(value_at(i, i == 500 ? 1e6 : 3));
  const auto all = summarize(history, 0, 1e6);
  EXPECT_EQ(all.values, 1'000'000U);
  EXPECT_EQ(all.maximum, 1e6);
  EXPECT_TRUE(all.exact);
  const auto part = summarize(history, 100'000.5, 900'000.5);
  EXPECT_FALSE(part.exact);
  EXPECT_NEAR(static_cast<double>(part.values), 800'000, 140'000);
  EXPECT_EQ(part.average, 3);
}

TEST(RangeStatistics, PercentilesAreValuesThatWereMeasured) {
  series_history history;
  for (int i = 1; i <= 200; ++i) history.push(value_at(i, i));
  std::vector<weighed_value> work;
  const auto found = range_statistics_of(history, 101, 200, work);
  EXPECT_EQ(found.summary.values, 100U);
  EXPECT_EQ(found.p50, 150);
  EXPECT_EQ(found.p95, 195);
  EXPECT_EQ(found.duration, 99);
  EXPECT_EQ(found.summary.integral, (101 + 200) * 50);
  EXPECT_TRUE(found.exact_percentiles);
  EXPECT_EQ(range_statistics_of(history, 500, 600, work).summary.values, 0U);
}

TEST(RangeStatistics, OfALongRangeSaysThatPercentilesAreByBuckets) {
  series_history history(std::size_t{16} << 20);
  for (int i = 0; i < 200'000; ++i) history.push(value_at(i, i / 1000));
  std::vector<weighed_value> work;
  const auto found = range_statistics_of(history, 0, 200'000, work);
  EXPECT_FALSE(found.exact_percentiles);
  EXPECT_NEAR(found.p50, 99.5, 2);
  EXPECT_NEAR(found.p95, 189.5, 2);
  EXPECT_TRUE(found.summary.exact);
}

}  // namespace
