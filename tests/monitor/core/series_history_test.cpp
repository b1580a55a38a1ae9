#include "monitor/core/history/series_history.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

constexpr std::size_t small_limit = 1;  // of which the least that is kept remains

history_point point_of(double time, double value) {
  return {time, value, cooked_status::ok};
}
history_point gap_of(double time, cooked_status reason) {
  return {.time = time, .status = reason};
}

series_history counted(int points, std::size_t limit = small_limit) {
  series_history history(limit);
  for (int i = 0; i < points; ++i) history.push(point_of(i, i % 1000));
  return history;
}

/// What a walk met: how many entries, and whether time ever stood still or ran back.
struct walked {
  std::size_t entries = 0;
  double first = 0;
  double last = -1;
  bool in_order = true;

  void take(double begin, double end, std::size_t count) {
    if (entries == 0) first = begin;
    in_order = in_order && begin > last && end >= begin;
    last = end;
    entries += count;
  }
};

walked walk(const series_history& history, double begin, double end, std::size_t level) {
  walked seen;
  history.visit(
      begin, end, level,
      [&](std::span<const kept_point> points) {
        for (const auto& point : points) seen.take(point.time, point.time, 1);
      },
      [&](const history_bucket& bucket) { seen.take(bucket.begin, bucket.end, bucket.entries); });
  return seen;
}

TEST(SeriesHistory, ReadsBackWhatWasPushed) {
  series_history history;
  history.push(gap_of(0.5, cooked_status::first_sample));
  history.push(point_of(1.25, -3e9));
  history.push(gap_of(2, cooked_status::stale));
  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history[0].status, cooked_status::first_sample);
  EXPECT_FALSE(history[0].has_value());
  EXPECT_EQ(history[1].time, 1.25);
  EXPECT_EQ(history[1].value, -3e9);
  EXPECT_EQ(history.back().status, cooked_status::stale);
  EXPECT_EQ(history.last_value_time(), 1.25);
}

TEST(SeriesHistory, FindsPointsByTimeInAnyChunk) {
  const auto history = counted(5000, std::size_t{4} << 20);
  EXPECT_EQ(history.first_at_or_after(-5), 0U);
  EXPECT_EQ(history.first_at_or_after(1e9), history.size());
  for (std::size_t i = 0; i < history.size(); i += 37) {
    EXPECT_EQ(history.first_at_or_after(static_cast<double>(i)), i);
    EXPECT_EQ(history.nearest(static_cast<double>(i) + 0.4), i);
  }
}

TEST(SeriesHistory, EveryLevelOfAFullHistoryTellsOfEveryMoment) {
  const auto history = counted(70'000, std::size_t{64} << 20);
  for (std::size_t level = 0; level <= history_pyramid::top; ++level) {
    const auto seen = walk(history, 0, 70'000, level);
    EXPECT_EQ(seen.entries, 70'000U) << level;
    EXPECT_TRUE(seen.in_order) << level;
  }
}

TEST(SeriesHistory, WhatThePointsForgotTheBucketsTell) {
  constexpr int pushed = 800'000;
  const auto history = counted(pushed);
  EXPECT_LT(history.size(), 2000U);
  EXPECT_LT(history.bytes(), 80'000U);
  EXPECT_EQ(history.begin_time(), 0);
  for (const std::size_t level : {0U, 1U, 3U, 8U}) {
    const auto seen = walk(history, 0, pushed, level);
    EXPECT_EQ(seen.entries, static_cast<std::size_t>(pushed)) << level;
    EXPECT_EQ(seen.first, 0);
    EXPECT_EQ(seen.last, pushed - 1);
    EXPECT_TRUE(seen.in_order) << level;
  }
}

TEST(SeriesHistory, AWalkOverAPartReachesOneItemBeyondItsEnds) {
  const auto history = counted(1000);
  const auto seen = walk(history, 400.5, 410.5, 0);
  EXPECT_EQ(seen.first, 400);
  EXPECT_EQ(seen.last, 411);
  const auto coarse = walk(history, 400.5, 410.5, 1);
  EXPECT_LE(coarse.first, 400);
  EXPECT_GE(coarse.last, 410.5);
}

TEST(SeriesHistory, NoSpikeIsEverSmoothedAway) {
  series_history history(small_limit);
  for (int i = 0; i < 300'000; ++i) history.push(point_of(i, i == 777 ? 1e12 : i == 1500 ? -1e12 : 5));
  double greatest = 0;
  double least = 0;
  history.visit(
      0, 3e5, 3, [](std::span<const kept_point>) {},
      [&](const history_bucket& bucket) {
        greatest = std::max(greatest, bucket.maximum);
        least = std::min(least, bucket.minimum);
      });
  EXPECT_EQ(greatest, 1e12);
  EXPECT_EQ(least, -1e12);
}

TEST(SeriesHistory, GapsOutliveThePointsWithTheirReasons) {
  series_history history(small_limit);
  for (int i = 0; i < 100'000; ++i) {
    if (i >= 100 && i < 130)
      history.push(gap_of(i, cooked_status::stale));
    else if (i == 130)
      history.push(gap_of(i, cooked_status::counter_went_back));
    else
      history.push(point_of(i, 1));
  }
  ASSERT_EQ(history.gaps().size(), 2U);
  EXPECT_EQ(history.gaps()[0].begin, 99);
  EXPECT_EQ(history.gaps()[0].end, 130);
  EXPECT_EQ(history.gaps()[0].reason, cooked_status::stale);
  EXPECT_EQ(history.gaps()[1].end, 131);
  EXPECT_TRUE(means_restart(history.gaps()[1].reason));
  EXPECT_EQ(history.gaps().first_ending_after(130.5), 1U);
}

TEST(SeriesHistory, AClockSetBackDropsTheTimesThatHaveNotHappened) {
  auto history = counted(5000, std::size_t{1} << 20);
  history.push(gap_of(5000, cooked_status::stale));
  history.push(point_of(3000.5, 99));
  EXPECT_EQ(history.back().value, 99);
  EXPECT_EQ(history.gaps().size(), 0U);
  for (int i = 3001; i < 9000; ++i) history.push(point_of(i, i));
  for (std::size_t level = 0; level <= 4; ++level) {
    const auto seen = walk(history, 0, 9000, level);
    EXPECT_EQ(seen.entries, 9001U) << level;
    EXPECT_TRUE(seen.in_order) << level;
  }
}

TEST(SeriesHistory, AClockSetBackBehindEverythingBeginsAnew) {
  auto history = counted(4000);
  history.push(point_of(-10, 1));
  EXPECT_EQ(history.size(), 1U);
  EXPECT_EQ(history.begin_time(), -10);
  EXPECT_EQ(walk(history, -100, 10'000, 2).entries, 1U);
}

TEST(SeriesHistory, TheLimitHoldsAndShrinkingGivesMemoryBack) {
  constexpr std::size_t limit = 512 * 1024;
  series_history history(limit);
  for (int i = 0; i < 400'000; ++i) {
    history.push(i % 50 == 0 ? gap_of(i, cooked_status::stale) : point_of(i, i));
    ASSERT_LE(history.bytes(), limit + 3 * kept_points::chunk_bytes);
  }
  EXPECT_GT(history.bytes(), limit / 2);
  history.set_limit(limit / 4);
  EXPECT_LE(history.bytes(), limit / 4 + 40'000);
  EXPECT_EQ(history.back().value, 399'999);
}

TEST(SeriesHistory, ADayOfAThousandSeriesFitsTheBudgetAndIsWhole) {
  constexpr std::size_t share = default_history_budget / 1000;
  series_history history(share);
  for (int i = 0; i < 86'400; ++i) history.push(point_of(i, i % 60));
  EXPECT_LE(history.bytes() * 1000, default_history_budget);
  EXPECT_GT(history.size(), 3U * 3600);
  EXPECT_EQ(walk(history, 0, 86'400, 0).entries, 86'400U);
}

TEST(SeriesHistory, TheLevelFitsWhatMayBeRead) {
  const auto history = counted(1'000'000, std::size_t{64} << 20);
  EXPECT_EQ(history.level_for(0, 1000, 2000), 0U);
  EXPECT_EQ(history.level_for(0, 10'000, 2000), 1U);
  EXPECT_EQ(history.level_for(0, 1'000'000, 20'000), 2U);
  EXPECT_GE(history.level_for(0, 1'000'000, 0), 6U);
}

}  // namespace
