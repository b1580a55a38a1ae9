#include "monitor/gui/chart/chart_grid.hpp"

#include "tests/monitor/support/panel_stage.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <set>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

constexpr ImU32 red = IM_COL32(250, 1, 2, 255);
constexpr ImU32 blue = IM_COL32(3, 4, 251, 255);
constexpr double start = 1'795'435'200;
constexpr known_time minute{start, start + 60};

class ChartGrid : public testing::Test {
 protected:
  ChartGrid() {
    for (int i = 0; i <= 60; ++i) {
      high.push({start + i, 90, cooked_status::ok});
      low.push({start + i, 10, cooked_status::ok});
    }
    lanes.push_back({.title = "Percent",
                     .unit = unit_kind::percent,
                     .lines = {line(high, red, "high"), line(low, blue, "low")}});
  }

  static chart_line line(const series_history& history, ImU32 colour, const char* name) {
    return {.history = &history,
            .colour = colour,
            .unit = unit_kind::percent,
            .name = name,
            .object = "Processor",
            .counter = "% Processor Time",
            .instance = name};
  }

  chart_answer draw() {
    chart_answer answer;
    stage.frame([&] {
      answer =
          draw_charts("##charts", {{800, 400}, columns}, lanes, known, stage.look.theme.chart, view, memory);
    });
    return answer;
  }

  [[nodiscard]] ImVec2 place(std::size_t lane, double time, double value) const {
    return memory.frames[lane].at(time, value);
  }
  void point_at(std::size_t lane, double time, double value) {
    ImGui::GetIO().MousePos = place(lane, time, value);
  }

  /// Presses a button at one moment, moves to the other in three steps, and lets go.
  chart_answer drag(int button, double from, double to) {
    auto& io = ImGui::GetIO();
    const ImVec2 begin = place(0, from, 50);
    const ImVec2 end = place(0, to, 50);
    io.MousePos = begin;
    draw();
    io.MouseDown[button] = true;
    draw();
    for (const float share : {0.3f, 0.6f, 1.0f}) {
      io.MousePos = {begin.x + (end.x - begin.x) * share, begin.y};
      draw();
    }
    io.MouseDown[button] = false;
    return draw();
  }

  test::panel_stage stage{820, 420};
  chart_memory memory;
  series_history high, low;
  std::vector<chart_lane> lanes;
  known_time known = minute;
  time_view view{.span = 60};
  std::size_t columns = 1;
};

TEST_F(ChartGrid, DrawsEachLineInItsColour) {
  draw();
  EXPECT_GT(stage.vertices_of(red), 60);
  EXPECT_GT(stage.vertices_of(blue), 60);
  ASSERT_EQ(memory.axes.size(), 1U);
  EXPECT_EQ(memory.axes[0].range, (plot_range{0, 100}));
}

TEST_F(ChartGrid, TheMouseFindsTheLineUnderIt) {
  draw();
  std::set<std::size_t> found;
  for (const double value : {90.0, 10.0, 50.0}) {
    point_at(0, start + 30, value);
    const auto answer = draw();
    ASSERT_TRUE(answer.hover);
    EXPECT_NEAR(answer.hover->time, start + 30, 0.1);
    if (answer.hover->line) found.insert(*answer.hover->line);
  }
  EXPECT_EQ(found, (std::set<std::size_t>{0, 1}));
}

TEST_F(ChartGrid, OneCrosshairStandsInEveryChart) {
  columns = 2;
  lanes.assign(4, lanes[0]);
  draw();
  EXPECT_EQ(stage.vertices_of(stage.look.theme.chart.crosshair), 0);
  point_at(2, start + 20, 50);
  draw();
  ASSERT_TRUE(view.crosshair);
  EXPECT_NEAR(*view.crosshair, start + 20, 0.2);
  EXPECT_GE(stage.vertices_of(stage.look.theme.chart.crosshair), 4 * 4);
  ImGui::GetIO().MousePos = {-1000, -1000};
  draw();
  EXPECT_FALSE(view.crosshair);
}

TEST_F(ChartGrid, ChartsStandBesideEachOther) {
  columns = 2;
  lanes.assign(3, lanes[0]);
  draw();
  ASSERT_EQ(memory.frames.size(), 3U);
  EXPECT_GT(memory.frames[1].low.x, memory.frames[0].high.x);
  EXPECT_EQ(memory.frames[1].low.y, memory.frames[0].low.y);
  EXPECT_GT(memory.frames[2].low.y, memory.frames[0].high.y);
  EXPECT_EQ(memory.frames[2].low.x, memory.frames[0].low.x);
}

TEST_F(ChartGrid, TheWheelZoomsAroundTheMouse) {
  view.frozen_at = start + 60;
  draw();
  point_at(0, start + 15, 50);
  draw();
  ImGui::GetIO().MouseWheel = 2;
  draw();
  EXPECT_NEAR(view.span, 60 * 0.64, 1e-9);
  draw();
  EXPECT_NEAR(memory.frames[0].x.to_value(ImGui::GetIO().MousePos.x), start + 15, 0.2);
}

TEST_F(ChartGrid, TheWheelWithShiftPans) {
  view.frozen_at = start + 60;
  draw();
  point_at(0, start + 15, 50);
  draw();
  ImGui::GetIO().KeyShift = true;
  ImGui::GetIO().MouseWheel = 1;
  draw();
  EXPECT_EQ(view.span, 60);
  EXPECT_NEAR(*view.frozen_at, start + 54, 1e-6);
}

TEST_F(ChartGrid, ALeftDragMarksARangeAndAClickTakesItAway) {
  draw();
  drag(0, start + 40, start + 10);
  ASSERT_TRUE(view.marked);
  EXPECT_NEAR(view.marked->begin, start + 10, 0.2);
  EXPECT_NEAR(view.marked->end, start + 40, 0.2);
  EXPECT_GE(stage.vertices_of(stage.look.theme.chart.marked), 4);
  EXPECT_TRUE(view.follows());
  ImGui::GetIO().DeltaTime = 1;  // so that the click is not the second of a double click
  draw();
  ImGui::GetIO().DeltaTime = 1.0f / 60;
  drag(0, start + 20, start + 20);
  EXPECT_FALSE(view.marked);
}

TEST_F(ChartGrid, ADoubleClickOnAMarkedRangeShowsIt) {
  draw();
  view.marked = time_range{start + 10, start + 30};
  const auto draws = [&] {
    draw_charts("##charts", {{800, 400}, 1}, lanes, known, stage.look.theme.chart, view, memory);
  };
  auto& io = ImGui::GetIO();
  io.MousePos = place(0, start + 20, 50);
  stage.frame(draws);
  for (int click = 0; click < 2; ++click) {
    view.marked = time_range{start + 10, start + 30};  // the first click takes it away
    io.MouseDown[0] = true;
    stage.frame(draws);
    io.MouseDown[0] = false;
    stage.frame(draws);
  }
  EXPECT_FALSE(view.marked);
  EXPECT_EQ(view.frozen_at, start + 30);
  EXPECT_EQ(view.span, 20);
}

TEST_F(ChartGrid, ARightDragPansAndARightClickAsksForTheMenu) {
  draw();
  const auto dragged = drag(1, start + 20, start + 40);
  EXPECT_FALSE(dragged.menu);
  ASSERT_TRUE(view.frozen_at);
  EXPECT_NEAR(*view.frozen_at, start + 40, 1);
  EXPECT_FALSE(view.marked);
  const auto clicked = drag(1, start + 20, start + 20);
  EXPECT_EQ(clicked.menu, 0U);
}

TEST_F(ChartGrid, OthersStepBackBehindAnEmphasisedLine) {
  lanes[0].lines[0].emphasised = true;
  draw();
  EXPECT_GT(stage.vertices_of(red), 60);
  EXPECT_EQ(stage.vertices_of(blue), 0);
  EXPECT_GT(stage.vertices_of(faded(blue, 0.3f)), 60);
}

TEST_F(ChartGrid, AnOutageIsShadedAndALineStopsAtIt) {
  draw();
  const int whole = stage.vertices_of(red);
  EXPECT_EQ(stage.vertices_of(stage.look.theme.chart.outage), 0);
  series_history broken;
  for (int i = 0; i <= 60; ++i)
    broken.push(i > 20 && i < 40 ? history_point{.time = start + i, .status = cooked_status::stale}
                                 : history_point{start + i, 90, cooked_status::ok});
  lanes[0].lines[0].history = &broken;
  draw();
  EXPECT_LT(stage.vertices_of(red), whole);
  EXPECT_GT(stage.vertices_of(stage.look.theme.chart.outage), 0);
  EXPECT_EQ(stage.vertices_of(stage.look.theme.chart.restart), 0);
}

TEST_F(ChartGrid, ARestartIsMarkedOnceForLinesThatBeganAnewTogether) {
  series_history restarted;
  for (int i = 0; i <= 60; ++i)
    restarted.push(i == 30 ? history_point{.time = start + i, .status = cooked_status::counter_went_back}
                           : history_point{start + i, 90, cooked_status::ok});
  lanes[0].lines[0].history = &restarted;
  draw();
  const int once = stage.vertices_of(stage.look.theme.chart.restart);
  EXPECT_GT(once, 0);
  lanes[0].lines[1].history = &restarted;
  draw();
  EXPECT_EQ(stage.vertices_of(stage.look.theme.chart.restart), once);
}

TEST_F(ChartGrid, AValueBeyondAThresholdIsSeen) {
  lanes[0].thresholds = {{.from = 95}};
  draw();
  EXPECT_EQ(stage.vertices_of(stage.look.theme.chart.alert), 0);
  lanes[0].thresholds = {{.from = 80}, {.from = 5, .to = 20}};
  draw();
  EXPECT_GT(stage.vertices_of(stage.look.theme.chart.alert), 0);
}

TEST_F(ChartGrid, ALoneValueIsADot) {
  series_history lone;
  lone.push({.time = start + 29, .status = cooked_status::first_sample});
  lone.push({start + 30, 50, cooked_status::ok});
  lone.push({.time = start + 31, .status = cooked_status::stale});
  lanes[0].lines = {line(lone, red, "lone")};
  draw();
  EXPECT_GT(stage.vertices_of(red), 4);
}

TEST_F(ChartGrid, ScaleMovesTheLineAndNotTheValue) {
  lanes[0].unit = unit_kind::number;
  lanes[0].lines = {line(high, red, "high")};
  lanes[0].lines[0].scale = 0.1;
  EXPECT_EQ(extent_of(lanes[0], {start, start + 60}), (plot_range{0, 9}));
  draw();
  EXPECT_EQ(memory.axes[0].range.end, 9);
}

TEST_F(ChartGrid, ALogarithmicAxisHoldsSmallAndLargeValues) {
  series_history wide;
  for (int i = 0; i <= 60; ++i) wide.push({start + i, std::pow(10.0, i / 12.0), cooked_status::ok});
  lanes[0] = {
      .title = "Count", .lines = {line(wide, red, "wide"), line(high, blue, "high")}, .logarithmic = true};
  draw();
  EXPECT_EQ(memory.axes[0].range, (plot_range{1, 1e5}));
  EXPECT_NEAR(memory.frames[0].y.to_value(memory.frames[0].y.to_pixel(90)), 90, 0.01);
  EXPECT_GT(stage.vertices_of(red), 60);
}

TEST_F(ChartGrid, StackedAreasReachToTheSum) {
  lanes[0].kind = chart_kind::stacked;
  draw();
  EXPECT_EQ(memory.axes[0].range, (plot_range{0, 100}));
  ASSERT_EQ(memory.lanes.stacks.size(), 1U);
  const auto& sums = memory.lanes.stacks[0].sums;
  EXPECT_NEAR(static_cast<double>(sums[0][sums[0].size() / 2]), 90, 1e-3);
  EXPECT_NEAR(static_cast<double>(sums[1][sums[1].size() / 2]), 100, 1e-3);
  EXPECT_GT(stage.vertices_of(faded(red, 0.62f)), 60);
}

TEST_F(ChartGrid, BarsTellTheMomentUnderTheMouseOfAnotherChart) {
  lanes.push_back(lanes[0]);
  lanes[1].kind = chart_kind::bars;
  draw();
  EXPECT_GE(stage.vertices_of(red), 60);
  point_at(1, start + 10, 50);  // left half: the first bar
  const auto answer = draw();
  ASSERT_TRUE(answer.hover);
  EXPECT_EQ(answer.hover->line, 0U);
  EXPECT_FALSE(view.crosshair);
}

TEST_F(ChartGrid, AReportIsDrawnAndFindsItsLine) {
  lanes[0].kind = chart_kind::report;
  draw();
  bool found = false;
  for (float y = 10; y < 200 && !found; y += 6)
    for (float x = 40; x < 420 && !found; x += 12) {
      ImGui::GetIO().MousePos = {x, y};
      draw();
      found = draw().hover.has_value();
    }
  EXPECT_TRUE(found);
}

TEST_F(ChartGrid, TooLittleRoomDrawsNothingAndHarmsNothing) {
  for (const auto kind : {chart_kind::lines, chart_kind::stacked, chart_kind::bars, chart_kind::report}) {
    lanes[0].kind = kind;
    for (const ImVec2 size : {ImVec2{0, 0}, ImVec2{5, 300}, ImVec2{300, 5}, ImVec2{-4, -4}}) {
      stage.frame([&] {
        EXPECT_FALSE(
            draw_charts("##charts", {size, 3}, lanes, known, stage.look.theme.chart, view, memory).hover);
      });
      EXPECT_EQ(stage.vertices_of(red), 0);
    }
  }
}

TEST_F(ChartGrid, ManyPointsCostAsManyVerticesAsThereArePixels) {
  series_history dense(std::size_t{64} << 20);
  for (int i = 0; i < 200'000; ++i)
    dense.push({start + i * 60.0 / 200'000, 50 + 40 * std::sin(i), cooked_status::ok});
  lanes[0].lines.assign(40, line(dense, red, "dense"));
  draw();
  EXPECT_GT(stage.vertices_of(red), 40 * 600);
  EXPECT_LT(stage.vertices(), 40 * 800 * 2 + 10'000);
}

}  // namespace
