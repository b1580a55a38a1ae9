#include "monitor/gui/chart/line_chart.hpp"

#include "monitor/gui/chart/line_shapes.hpp"
#include "tests/monitor/support/panel_stage.hpp"

#include <cmath>
#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

constexpr ImU32 red = IM_COL32(250, 1, 2, 255);
constexpr ImU32 blue = IM_COL32(3, 4, 251, 255);
constexpr double begin = 1'795'435'200;

class LineChart : public testing::Test {
 protected:
  LineChart() {
    for (int i = 0; i <= 60; ++i) {
      high.push({begin + i, 90, cooked_status::ok});
      low.push({begin + i, 10, cooked_status::ok});
    }
    lanes.push_back({"Percent", unit_kind::percent, {line(high, red, "high"), line(low, blue, "low")}});
  }

  static chart_line line(const series_history& history, ImU32 colour, const char* name) {
    return {.history = &history, .colour = colour, .unit = unit_kind::percent, .name = name};
  }

  std::optional<chart_hover> draw() {
    std::optional<chart_hover> hover;
    stage.frame([&] {
      hover =
          draw_line_chart("##chart", {800, 400}, {begin, begin + 60}, lanes, stage.look.theme.chart, memory);
    });
    return hover;
  }

  test::panel_stage stage{820, 420};
  chart_memory memory;
  series_history high, low;
  std::vector<chart_lane> lanes;
};

TEST_F(LineChart, DrawsEachLineInItsColour) {
  draw();
  EXPECT_GT(stage.vertices_of(red), 60);
  EXPECT_GT(stage.vertices_of(blue), 60);
  ASSERT_EQ(memory.axes.size(), 1U);
  EXPECT_EQ(memory.axes[0].range, (plot_range{0, 100}));
}

TEST_F(LineChart, TheMouseFindsTheLineUnderIt) {
  draw();
  bool found_high = false;
  bool found_low = false;
  for (float y = 10; y < 410; y += 4) {
    ImGui::GetIO().MousePos = {400, y};
    const auto hover = draw();
    if (!hover) continue;
    EXPECT_NEAR(hover->time, begin + 30, 5);
    found_high |= hover->line == 0U;
    found_low |= hover->line == 1U;
  }
  EXPECT_TRUE(found_high);
  EXPECT_TRUE(found_low);
}

TEST_F(LineChart, OthersStepBackBehindAnEmphasisedLine) {
  lanes[0].lines[0].emphasised = true;
  draw();
  EXPECT_GT(stage.vertices_of(red), 60);
  EXPECT_EQ(stage.vertices_of(blue), 0);
  EXPECT_GT(stage.vertices_of(faded(blue, 0.3f)), 60);
}

TEST_F(LineChart, AnOutageIsShadedAndALineStopsAtIt) {
  draw();
  const int whole = stage.vertices_of(red);
  EXPECT_EQ(stage.vertices_of(stage.look.theme.chart.outage), 0);
  series_history broken;
  for (int i = 0; i <= 60; ++i)
    broken.push(i > 20 && i < 40 ? history_point{.time = begin + i, .status = cooked_status::stale}
                                 : history_point{begin + i, 90, cooked_status::ok});
  lanes[0].lines[0].history = &broken;
  draw();
  EXPECT_LT(stage.vertices_of(red), whole);
  EXPECT_GT(stage.vertices_of(stage.look.theme.chart.outage), 0);
}

TEST_F(LineChart, ALoneValueIsADot) {
  series_history lone;
  lone.push({.time = begin + 29, .status = cooked_status::first_sample});
  lone.push({begin + 30, 50, cooked_status::ok});
  lone.push({.time = begin + 31, .status = cooked_status::stale});
  lanes[0].lines = {line(lone, red, "lone")};
  draw();
  EXPECT_GT(stage.vertices_of(red), 4);
}

TEST_F(LineChart, ScaleMovesTheLineAndNotTheValue) {
  lanes[0].unit = unit_kind::number;
  lanes[0].lines = {line(high, red, "high")};
  lanes[0].lines[0].scale = 0.1;
  EXPECT_EQ(extent_of(lanes[0], {begin, begin + 60}), (plot_range{0, 9}));
  draw();
  EXPECT_EQ(memory.axes[0].range.end, 9);
}

TEST_F(LineChart, TooLittleRoomDrawsNothingAndHarmsNothing) {
  for (const ImVec2 size : {ImVec2{0, 0}, ImVec2{5, 300}, ImVec2{300, 5}, ImVec2{-4, -4}}) {
    stage.frame([&] {
      EXPECT_FALSE(
          draw_line_chart("##chart", size, {begin, begin + 60}, lanes, stage.look.theme.chart, memory));
    });
    EXPECT_EQ(stage.vertices_of(red), 0);
  }
}

TEST_F(LineChart, ManyLinesOfManyPointsStayWithinTheWidth) {
  series_history dense(200'000);
  for (int i = 0; i < 200'000; ++i)
    dense.push({begin + i * 60.0 / 200'000, 50 + 40 * std::sin(i), cooked_status::ok});
  lanes[0].lines.assign(20, line(dense, red, "dense"));
  draw();
  EXPECT_GT(stage.vertices_of(red), 0);
  EXPECT_LT(stage.vertices(), 20 * 800 * 4 * 4 + 10'000);
}

}  // namespace
