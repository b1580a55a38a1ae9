#include "monitor/gui/chart/decimate.hpp"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <random>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

history_point at(double time, double value) {
  return {time, value, cooked_status::ok};
}
history_point gap(double time) {
  return {.time = time, .status = cooked_status::stale};
}

series_history noise(std::size_t count, double step) {
  series_history history(std::size_t{64} << 20);
  std::mt19937 random(7);
  std::normal_distribution<double> value(50, 10);
  for (std::size_t i = 0; i < count; ++i) history.push(at(static_cast<double>(i) * step, value(random)));
  return history;
}

const plot_item& first_of(const plot_runs& runs) {
  return runs.items.front();
}

TEST(Decimate, FewPointsAreAllKept) {
  const auto history = noise(50, 1);
  plot_runs runs;
  decimate(history, {0, 49}, 100, runs);
  ASSERT_EQ(runs.items.size(), 50U);
  EXPECT_EQ(runs.runs, (std::vector<plot_run>{{50, run_kind::points}}));
  EXPECT_EQ(first_of(runs).last, history[0].value);
}

TEST(Decimate, LinesReachBeyondBothEdges) {
  const auto history = noise(50, 1);
  plot_runs runs;
  decimate(history, {10.5, 20.5}, 100, runs);
  EXPECT_EQ(runs.items.front().time, 10);
  EXPECT_EQ(runs.items.back().time, 21);
}

TEST(Decimate, GapsEndRuns) {
  series_history history;
  for (const auto& point : {gap(0), at(1, 1), at(2, 2), gap(3), gap(4), at(5, 5), gap(6), at(7, 7), at(8, 8)})
    history.push(point);
  plot_runs runs;
  decimate(history, {0, 9}, 50, runs);
  EXPECT_EQ(runs.runs, (std::vector<plot_run>{{2}, {3}, {5}}));
  EXPECT_EQ(runs.items[2], (plot_item{5, 5, 5, 5}));
}

TEST(Decimate, NoSpikeIsLostAmongPointsOrBuckets) {
  for (const std::size_t count : {5'000U, 20'000U, 100'000U, 400'000U}) {
    series_history spiky(std::size_t{64} << 20);
    const std::size_t up = count / 3;
    const std::size_t down = count / 7;
    for (std::size_t i = 0; i < count; ++i)
      spiky.push(at(static_cast<double>(i), i == up ? 1e6 : i == down ? -1e6 : 50));
    plot_runs runs;
    decimate(spiky, {0, static_cast<double>(count)}, 300, runs);
    EXPECT_LE(runs.items.size(), 310U);
    ASSERT_EQ(runs.runs.size(), 1U);
    EXPECT_EQ(runs.runs[0].kind, run_kind::columns);
    const auto least =
        std::ranges::min_element(runs.items, {}, [](const plot_item& item) { return item.least; });
    const auto greatest =
        std::ranges::max_element(runs.items, {}, [](const plot_item& item) { return item.greatest; });
    EXPECT_EQ(least->least, -1e6);
    EXPECT_EQ(greatest->greatest, 1e6);
    EXPECT_NEAR(greatest->time, static_cast<double>(up), static_cast<double>(count) / 300);
  }
}

TEST(Decimate, EveryColumnKeepsItsExtremesAndTouchesTheOneBefore) {
  const auto history = noise(10'000, 0.1);
  plot_runs runs;
  const plot_range window{100, 900};
  decimate(history, window, 640, runs);
  const double width = window.length() / 640;
  for (std::size_t k = 2; k + 2 < runs.items.size(); ++k) {
    const auto& item = runs.items[k];
    const double column = std::floor(item.time / width);
    double least = runs.items[k - 1].last;
    double greatest = least;
    for (std::size_t i = 0; i < history.size(); ++i) {
      if (std::floor(history[i].time / width) != column) continue;
      least = std::min(least, history[i].value);
      greatest = std::max(greatest, history[i].value);
    }
    EXPECT_EQ(item.least, least) << column;
    EXPECT_EQ(item.greatest, greatest) << column;
  }
}

TEST(Decimate, ALineKeepsItsShapeWhileTheWindowMovesOverIt) {
  const auto history = noise(10'000, 0.1);
  plot_runs before;
  plot_runs after;
  decimate(history, {100, 900}, 200, before);
  decimate(history, {100.7, 900.7}, 200, after);
  const auto inside = [](const plot_runs& runs) {
    std::vector<plot_item> items;
    for (const auto& item : runs.items)
      if (item.time > 115 && item.time < 885) items.push_back(item);
    return items;
  };
  EXPECT_EQ(inside(before), inside(after));
}

TEST(Decimate, WhatIsLeftOnlyAsBucketsIsABandWithItsAverage) {
  series_history old(1);
  for (int i = 0; i < 200'000; ++i) old.push(at(i, i % 2 == 0 ? 10 : 30));
  plot_runs runs;
  decimate(old, {1000, 21'000}, 4000, runs);
  ASSERT_FALSE(runs.runs.empty());
  EXPECT_EQ(runs.runs[0].kind, run_kind::buckets);
  EXPECT_EQ(first_of(runs).least, 10);
  EXPECT_EQ(first_of(runs).greatest, 30);
  EXPECT_EQ(first_of(runs).last, 20);
}

TEST(Decimate, WherePointsGiveWayToBucketsTheLineGoesOn) {
  series_history history(1);
  for (int i = 0; i < 100'000; ++i) history.push(at(i, 5));
  const double border = history[0].time;
  plot_runs runs;
  decimate(history, {border - 400, border + 400}, 900, runs);
  ASSERT_EQ(runs.runs.size(), 2U);
  EXPECT_EQ(runs.runs[1].kind, run_kind::points);
  const auto last = runs.runs[0].end;
  EXPECT_EQ(runs.items[last].time, runs.items[last - 1].time);
}

TEST(Decimate, MemoryIsReused) {
  const auto history = noise(10'000, 0.1);
  plot_runs runs;
  decimate(history, {0, 1000}, 300, runs);
  const auto* items = runs.items.data();
  for (int i = 0; i < 10; ++i) decimate(history, {i * 1.0, 1000}, 300, runs);
  EXPECT_EQ(runs.items.data(), items);
}

TEST(Decimate, NothingToDrawIsNoRun) {
  plot_runs runs;
  decimate(series_history(), {0, 10}, 100, runs);
  EXPECT_TRUE(runs.runs.empty());
  decimate(noise(10, 1), {5, 5}, 100, runs);
  EXPECT_TRUE(runs.runs.empty());
  decimate(noise(10, 1), {0, 5}, 0, runs);
  EXPECT_TRUE(runs.runs.empty());
}

}  // namespace
