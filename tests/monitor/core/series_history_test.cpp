#include "monitor/core/series_history.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

history_point at(double time, double value) {
  return {time, value, cooked_status::ok};
}

TEST(SeriesHistory, KeepsTheNewestPointsWhenItIsFull) {
  series_history history(4);
  for (int i = 0; i < 11; ++i) history.push(at(i, i * 10));
  ASSERT_EQ(history.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(history[i].time, 7 + static_cast<double>(i));
  EXPECT_EQ(history.back().value, 100);
}

TEST(SeriesHistory, FindsPointsByTimeWhereverTheRingBegins) {
  for (int pushed = 1; pushed < 20; ++pushed) {
    series_history history(8);
    for (int i = 0; i < pushed; ++i) history.push(at(i * 2, i));
    const double oldest = history[0].time;
    EXPECT_EQ(history.first_at_or_after(oldest - 5), 0U);
    EXPECT_EQ(history.first_at_or_after(history.back().time + 1), history.size());
    for (std::size_t i = 0; i < history.size(); ++i) {
      EXPECT_EQ(history.first_at_or_after(history[i].time), i);
      EXPECT_EQ(history.nearest(history[i].time + 0.9), i);
    }
  }
}

TEST(SeriesHistory, AClockSetBackDropsTheTimesThatHaveNotHappened) {
  for (const std::size_t capacity : {3U, 6U, 100U}) {
    series_history history(capacity);
    for (int i = 0; i < 10; ++i) history.push(at(i, i));
    history.push(at(7.5, 99));
    EXPECT_EQ(history.back().value, 99);
    for (std::size_t i = 1; i < history.size(); ++i) EXPECT_LT(history[i - 1].time, history[i].time);
    for (int i = 8; i < 30; ++i) history.push(at(i, i));
    EXPECT_EQ(history.size(), std::min<std::size_t>(capacity, 31));
    for (std::size_t i = 1; i < history.size(); ++i) EXPECT_LT(history[i - 1].time, history[i].time);
  }
}

TEST(SeriesHistory, ASummaryLeavesGapsOut) {
  series_history history;
  history.push(at(1, 1000));
  history.push(at(2, 4));
  history.push({.time = 3, .status = cooked_status::stale});
  history.push(at(4, -2));
  history.push(at(5, 1000));
  const auto summary = summarize(history, 2, 4);
  EXPECT_EQ(summary.values, 2U);
  EXPECT_EQ(summary.minimum, -2);
  EXPECT_EQ(summary.maximum, 4);
  EXPECT_EQ(summary.average, 1);
  EXPECT_EQ(summary.last, -2);
  EXPECT_EQ(summarize(history, 2.5, 3.5).values, 0U);
  EXPECT_EQ(summarize(series_history(), 0, 10).values, 0U);
}

}  // namespace
