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
  series_history history(count);
  std::mt19937 random(7);
  std::normal_distribution<double> value(50, 10);
  for (std::size_t i = 0; i < count; ++i) history.push(at(static_cast<double>(i) * step, value(random)));
  return history;
}

TEST(Decimate, FewPointsAreAllKept) {
  const auto history = noise(50, 1);
  plot_runs runs;
  decimate(history, {0, 49}, 100, runs);
  ASSERT_EQ(runs.points.size(), 50U);
  EXPECT_EQ(runs.run_ends, (std::vector<std::size_t>{50}));
}

TEST(Decimate, LinesReachBeyondBothEdges) {
  const auto history = noise(50, 1);
  plot_runs runs;
  decimate(history, {10.5, 20.5}, 100, runs);
  EXPECT_EQ(runs.points.front().time, 10);
  EXPECT_EQ(runs.points.back().time, 21);
}

TEST(Decimate, GapsEndRuns) {
  series_history history;
  for (const auto& point : {gap(0), at(1, 1), at(2, 2), gap(3), gap(4), at(5, 5), gap(6), at(7, 7), at(8, 8)})
    history.push(point);
  plot_runs runs;
  decimate(history, {0, 9}, 50, runs);
  EXPECT_EQ(runs.run_ends, (std::vector<std::size_t>{2, 3, 5}));
  EXPECT_EQ(runs.points[2], (plot_point{5, 5}));
}

TEST(Decimate, NoSpikeIsLost) {
  auto history = noise(100'000, 0.01);
  series_history spiky(100'000);
  for (std::size_t i = 0; i < history.size(); ++i)
    spiky.push(i == 54'321 ? at(history[i].time, 1e6) : i == 12'345 ? at(history[i].time, -1e6) : history[i]);
  plot_runs runs;
  decimate(spiky, {0, 1000}, 300, runs);
  EXPECT_LE(runs.points.size(), 4U * 302);
  const auto [least, greatest] = std::minmax_element(
      runs.points.begin(), runs.points.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
  EXPECT_EQ(least->value, -1e6);
  EXPECT_EQ(greatest->value, 1e6);
  EXPECT_DOUBLE_EQ(greatest->time, 543.21);
}

TEST(Decimate, EveryColumnKeepsItsExtremes) {
  const auto history = noise(10'000, 0.1);
  plot_runs runs;
  const plot_range window{100, 900};
  decimate(history, window, 200, runs);
  const double width = window.length() / 200;
  for (double column = 30; column < 220; ++column) {
    double least = INFINITY;
    double kept = INFINITY;
    for (std::size_t i = 0; i < history.size(); ++i)
      if (std::floor(history[i].time / width) == column) least = std::min(least, history[i].value);
    for (const auto& point : runs.points)
      if (std::floor(point.time / width) == column) kept = std::min(kept, point.value);
    EXPECT_EQ(kept, least) << column;
  }
  EXPECT_TRUE(std::is_sorted(runs.points.begin(), runs.points.end(),
                             [](const auto& a, const auto& b) { return a.time < b.time; }));
}

TEST(Decimate, ALineKeepsItsShapeWhileTheWindowMovesOverIt) {
  const auto history = noise(10'000, 0.1);
  plot_runs before;
  plot_runs after;
  decimate(history, {100, 900}, 200, before);
  decimate(history, {100.7, 900.7}, 200, after);
  const auto inside = [](const plot_runs& runs) {
    std::vector<plot_point> points;
    for (const auto& point : runs.points)
      if (point.time > 110 && point.time < 890) points.push_back(point);
    return points;
  };
  EXPECT_EQ(inside(before), inside(after));
}

TEST(Decimate, MemoryIsReused) {
  const auto history = noise(10'000, 0.1);
  plot_runs runs;
  decimate(history, {0, 1000}, 300, runs);
  const auto* points = runs.points.data();
  for (int i = 0; i < 10; ++i) decimate(history, {i * 1.0, 1000}, 300, runs);
  EXPECT_EQ(runs.points.data(), points);
}

TEST(Decimate, NothingToDrawIsNoRun) {
  plot_runs runs;
  decimate(series_history(), {0, 10}, 100, runs);
  EXPECT_TRUE(runs.run_ends.empty());
  decimate(noise(10, 1), {5, 5}, 100, runs);
  EXPECT_TRUE(runs.run_ends.empty());
  decimate(noise(10, 1), {0, 5}, 0, runs);
  EXPECT_TRUE(runs.run_ends.empty());
}

}  // namespace
