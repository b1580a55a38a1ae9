#include "monitor/gui/chart/stacked_area.hpp"

#include <cmath>
#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

series_history constant(double value, int from, int to) {
  series_history history;
  for (int i = from; i <= to; ++i) history.push({static_cast<double>(i), value, cooked_status::ok});
  return history;
}

chart_lane stacked_lane(std::initializer_list<const series_history*> histories) {
  chart_lane lane;
  for (const auto* history : histories) lane.lines.push_back({.history = history});
  return lane;
}

TEST(StackedArea, EachLayerStandsOnTheOnesBelow) {
  const auto one = constant(1, 0, 100);
  const auto two = constant(2, 0, 100);
  stack built;
  build_stack(stacked_lane({&one, &two}), {0, 100}, 201, built);
  for (std::size_t k = 0; k < 201; ++k) {
    EXPECT_FLOAT_EQ(built.sums[0][k], 1) << k;
    EXPECT_FLOAT_EQ(built.sums[1][k], 3) << k;
  }
  EXPECT_EQ(height_of(built), 3);
}

TEST(StackedArea, AGapOfOneLineLeavesTheOthers) {
  const auto one = constant(1, 0, 40);
  const auto two = constant(2, 20, 100);
  stack built;
  build_stack(stacked_lane({&one, &two}), {0, 100}, 101, built);
  EXPECT_FLOAT_EQ(built.sums[1][10], 1);
  EXPECT_FLOAT_EQ(built.sums[1][30], 3);
  EXPECT_FLOAT_EQ(built.sums[1][70], 2);
}

TEST(StackedArea, AGapOfAllIsAGap) {
  series_history broken;
  for (int i = 0; i <= 100; ++i)
    broken.push(i > 30 && i < 60 ? history_point{.time = i * 1.0, .status = cooked_status::stale}
                                 : history_point{i * 1.0, 5, cooked_status::ok});
  stack built;
  build_stack(stacked_lane({&broken}), {0, 100}, 101, built);
  EXPECT_TRUE(std::isnan(built.sums[0][45]));
  EXPECT_FLOAT_EQ(built.sums[0][29], 5);
  EXPECT_FLOAT_EQ(built.sums[0][61], 5);
}

TEST(StackedArea, ManySamplesAreAveragedAndTheirSpikesKept) {
  series_history dense(std::size_t{16} << 20);
  for (int i = 0; i < 100'000; ++i) dense.push({i * 1.0, i == 50'000 ? 900.0 : 4.0, cooked_status::ok});
  stack built;
  build_stack(stacked_lane({&dense}), {0, 100'000}, 101, built);
  EXPECT_NEAR(static_cast<double>(built.sums[0][20]), 4, 1e-3);
  EXPECT_LT(built.sums[0][50], 20);
  EXPECT_EQ(height_of(built), 900);
}

TEST(StackedArea, NothingIsNoHeight) {
  const series_history nothing;
  stack built;
  build_stack(stacked_lane({&nothing}), {0, 10}, 5, built);
  EXPECT_EQ(height_of(built), 0);
  build_stack(chart_lane(), {0, 10}, 0, built);
  EXPECT_EQ(height_of(built), 0);
}

}  // namespace
