#include "monitor/gui/layouts/layout_scene.hpp"

#include "monitor/gui/layouts/layout_file.hpp"
#include "tests/monitor/support/view_stage.hpp"
#include "tests/support/scratch_folder.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;
namespace keys = perfdata::test::keys;

namespace {

class LayoutScene : public testing::Test, protected test::view_stage {
 protected:
  [[nodiscard]] static counter_path path(const char* text) { return *counter_path::parse(text); }

  void arrange() {
    seen.lines = {test::made_up_line("0", 0), test::made_up_line("1", 1)};
    choose(chosen, {test::made_up_source, path(R"(\Processor(*)\% Processor Time)")});
    chosen.line_setups[seen.lines[0].key].colour = 5;
    chosen.hidden.insert(seen.lines[1].key);
    chosen.charts[chart_id{2}].thresholds = {{.from = 90}};
    chosen.chart_columns = 2;
    memory.lower.page = lower_page::blocks;
    memory.theme = theme_kind::contrast;
    memory.side_width = 333;
  }

  test::scratch_folder folder_;
};

TEST_F(LayoutScene, WhatWasKeptStandsAgain) {
  arrange();
  const auto kept = layout_of(scene(), "mine");
  const auto before = chosen;
  chosen = {};
  memory.theme = theme_kind::dark;
  memory.lower.page = lower_page::lines;
  memory.side_width = 0;
  show_layout(scene(), kept);
  EXPECT_EQ(chosen.paths, before.paths);
  EXPECT_EQ(chosen.line_setups, before.line_setups);
  EXPECT_EQ(chosen.hidden, before.hidden);
  EXPECT_EQ(chosen.charts, before.charts);
  EXPECT_EQ(memory.side_width, 333);
  EXPECT_EQ(memory.theme, theme_kind::contrast);
  EXPECT_EQ(layout_of(scene(), "mine"), kept);
}

TEST_F(LayoutScene, ASourceThatComesLaterGetsItsPartThen) {
  arrange();
  const auto kept = layout_of(scene(), "mine");
  auto nameless = *seen.sources[0].newest;
  nameless.machine.clear();
  auto named = seen.sources[0];
  chosen = {};
  seen.sources.clear();
  show_layout(scene(), kept);
  frame();
  EXPECT_TRUE(chosen.paths.empty());
  seen.sources.push_back({named.id, named.label, std::make_shared<source_frame>(nameless)});
  frame();
  EXPECT_EQ(chosen.paths.size(), 1U);
  EXPECT_TRUE(chosen.line_setups.empty()) << "nobody knows yet what its lines are called";
  seen.sources[0] = named;
  frame();
  EXPECT_EQ(chosen.line_setups.size(), 1U);
  EXPECT_EQ(chosen.hidden.size(), 1U);
}

TEST_F(LayoutScene, IsTakenBackByUndo) {
  arrange();
  frame();
  const auto before = chosen.charts;
  show_layout(scene(), layout{.name = "x", .columns = 4});
  frame();
  EXPECT_TRUE(chosen.charts.empty());
  press_control('Z');
  EXPECT_EQ(chosen.charts, before);
  EXPECT_EQ(chosen.chart_columns, 2U);
}

TEST_F(LayoutScene, IsSavedAndFoundByTheKeyboard) {
  memory.layouts.folder = folder_ / "layouts";
  arrange();
  frame();
  press_control('S');
  ASSERT_TRUE(memory.palette.question);
  type("my own");
  press(keys::enter);
  EXPECT_FALSE(memory.notice.failed);
  memory.side_width = 0;
  chosen.chart_columns = 1;
  run("layout my own");
  EXPECT_EQ(chosen.chart_columns, 2U);
}

TEST_F(LayoutScene, AnotherScaleKeepsTheShares) {
  memory.scale = 2;
  memory.side_width = 500;
  auto kept = layout_of(scene(), "x");
  EXPECT_EQ(kept.panels.side, 250);
  memory.scale = 1;
  show_layout(scene(), kept);
  EXPECT_EQ(memory.side_width, 250);
}

}  // namespace
