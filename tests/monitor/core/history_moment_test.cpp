#include "monitor/core/history/history_moment.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

TEST(HistoryMoment, IsTheClosestPoint) {
  series_history history;
  for (int i = 10; i < 20; ++i) history.push({i * 1.0, i * 100.0, cooked_status::ok});
  EXPECT_EQ(moment_at(history, 12.4, 1)->value, 1200);
  EXPECT_EQ(moment_at(history, 12.6, 1)->time, 13);
  EXPECT_EQ(moment_at(history, 9.5, 1)->value, 1000);
  EXPECT_EQ(moment_at(history, 19.9, 1)->value, 1900);
  EXPECT_FALSE(moment_at(history, 8, 1));
  EXPECT_FALSE(moment_at(history, 21, 1));
  EXPECT_FALSE(moment_at(series_history(), 0, 1e9));
}

TEST(HistoryMoment, WithinAGapIsItsReasonHoweverOldItIs) {
  series_history history(1);
  for (int i = 0; i < 50'000; ++i)
    history.push(i >= 100 && i < 200 ? history_point{.time = i * 1.0, .status = cooked_status::stale}
                                     : history_point{i * 1.0, 7, cooked_status::ok});
  for (const double time : {99.5, 150.0, 199.5}) {
    ASSERT_TRUE(moment_at(history, time, 1)) << time;
    EXPECT_FALSE(moment_at(history, time, 1)->value);
    EXPECT_EQ(moment_at(history, time, 1)->reason, cooked_status::stale);
  }
  EXPECT_EQ(moment_at(history, 49'999, 1)->value, 7);
}

TEST(HistoryMoment, WherePointsAreGoneIsTheBucketAroundIt) {
  series_history history(1);
  for (int i = 0; i < 50'000; ++i) history.push({i * 1.0, i % 2 == 0 ? 2.0 : 4.0, cooked_status::ok});
  const auto moment = moment_at(history, 1000, 1);
  ASSERT_TRUE(moment);
  EXPECT_FALSE(moment->is_point);
  EXPECT_EQ(moment->value, 3);
  EXPECT_EQ(moment->minimum, 2);
  EXPECT_EQ(moment->maximum, 4);
}

}  // namespace
