#include "monitor/gui/panels/counter_drag.hpp"

#include "tests/monitor/support/view_stage.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

class CounterDrag : public testing::Test, protected test::view_stage {
 protected:
  CounterDrag() {
    seen.lines = {test::made_up_line("0", 0)};
    chosen.filter = "avail interrupts";
    for (int i = 0; i < 3; ++i) frame();
  }

  /// The middle of the browser's row of that label; rows are drawn from the top of its tree.
  [[nodiscard]] ImVec2 row_of(const char* label) {
    const auto& tree = memory.browser.tree;
    for (float y = 60; y < 500; y += 6) {
      ImGui::GetIO().MousePos = {130, y};
      frame();
      ImGui::GetIO().MouseDown[0] = true;
      frame();
      const bool hit = dragging_label(tree, label);
      ImGui::GetIO().MousePos = {130, y};
      ImGui::GetIO().MouseDown[0] = false;
      ImGui::GetIO().MousePos = {-1, -1};  // let go elsewhere: no click
      frame();
      if (hit) return {130, y};
    }
    return {};
  }

  /// Whether a drag that begins now would take a path ending so.
  [[nodiscard]] bool dragging_label(const browser_tree&, const char* ending) {
    ImGui::GetIO().MousePos.x += 12;
    frame();
    frame();
    return !chosen.dragged.empty() && chosen.dragged[0].path.to_string().ends_with(ending);
  }

  void drag(ImVec2 from, ImVec2 to) {
    auto& io = ImGui::GetIO();
    io.MousePos = from;
    frame();
    io.MouseDown[0] = true;
    frame();
    for (const float part : {0.1F, 0.5F, 1.0F, 1.0F}) {
      io.MousePos = {from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
      frame();
    }
    io.MouseDown[0] = false;
    frame();
    frame();
  }

  void control_click(ImVec2 place) {
    auto& io = ImGui::GetIO();
    io.KeyCtrl = true;
    io.KeyMods = ImGuiKeyModFlags_Ctrl;
    io.MousePos = place;
    frame();
    io.MouseDown[0] = true;
    frame();
    io.MouseDown[0] = false;
    frame();
    io.KeyCtrl = false;
    io.KeyMods = 0;
    frame();
  }

  [[nodiscard]] ImVec2 middle_of_chart(std::size_t number) const {
    const auto& plot = memory.chart.chart.frames.at(number);
    return {(plot.low.x + plot.high.x) / 2, (plot.low.y + plot.high.y) / 2};
  }
};

TEST_F(CounterDrag, WhatIsDroppedOnAChartGoesOnThatChart) {
  chosen.filter = "avail";
  frame();
  const auto from = row_of("Available Bytes");
  ASSERT_GT(from.y, 0);
  drag(from, middle_of_chart(0));
  ASSERT_EQ(chosen.paths.size(), 1U);
  EXPECT_EQ(chosen.paths[0].path.to_string(), R"(\Memory\Available Bytes)");
  EXPECT_EQ(chosen.paths[0].chart, memory.chart.plan.ids[0]);
  EXPECT_TRUE(chosen.dragged.empty());
}

TEST_F(CounterDrag, BesideTheChartsItGoesToThatOfItsUnit) {
  seen.lines.clear();
  chosen.filter = "avail";
  frame();
  const auto from = row_of("Available Bytes");
  drag(from, {900, 300});
  ASSERT_EQ(chosen.paths.size(), 1U);
  EXPECT_FALSE(chosen.paths[0].chart);
}

TEST_F(CounterDrag, LetGoElsewhereNothingHappens) {
  chosen.filter = "avail";
  frame();
  drag(row_of("Available Bytes"), {600, 5});
  EXPECT_TRUE(chosen.paths.empty());
}

TEST_F(CounterDrag, AllThatWerePickedGoTogether) {
  chosen.filter = "processor";
  frame();
  frame();
  const auto time = row_of("% Processor Time");
  const auto interrupts = row_of("Interrupts/sec");
  ASSERT_GT(time.y, 0);
  ASSERT_GT(interrupts.y, 0);
  control_click(time);
  control_click(interrupts);
  EXPECT_EQ(memory.browser.picked.size(), 2U);
  EXPECT_TRUE(chosen.paths.empty());
  drag(interrupts, middle_of_chart(0));
  ASSERT_EQ(chosen.paths.size(), 2U);
  EXPECT_EQ(chosen.paths[0].path.instance, "*");
}

TEST(ChartOfAPath, HoldsForEveryLineOfIt) {
  auto line = test::made_up_line("0", 0);
  selection chosen;
  const auto own = chart_id::first_own;
  EXPECT_NE(chart_of(line, chosen), own);
  choose(chosen, {test::made_up_source, *counter_path::parse(R"(\Processor(*)\% Processor Time)"), own});
  EXPECT_EQ(chart_of(line, chosen), own);
  chosen.line_setups[line.key].chart = chart_id::everything;
  EXPECT_EQ(chart_of(line, chosen), chart_id::everything) << "what was said of the line itself wins";
}

}  // namespace
