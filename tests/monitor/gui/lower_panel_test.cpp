#include "monitor/gui/panels/lower_panel.hpp"

#include "monitor/gui/panels/blocks_panel.hpp"
#include "monitor/gui/panels/inspector.hpp"
#include "monitor/gui/panels/main_view.hpp"
#include "tests/monitor/support/made_up_frame.hpp"
#include "tests/monitor/support/panel_stage.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

class LowerPanel : public testing::Test {
 protected:
  LowerPanel() { chosen.browsed = test::made_up_source; }

  void draw() {
    draw_lower_panel(seen, chosen, stage.look, memory, [&] { ++lines_drawn; });
  }
  void frame() {
    stage.frame([&] { draw(); });
  }

  /// The next sample: processors with these shares of time.
  void sample(const std::vector<std::pair<std::string, double>>& shares) {
    auto collected = std::make_shared<collection>();
    for (const auto& [instance, share] : shares) {
      row one{.path = R"(\\HERE\Processor()" + instance + R"()\% Processor Time)",
              .object = "Processor",
              .instance = instance,
              .counter = "% Processor Time",
              .object_index = 238,
              .counter_index = 6};
      one.newer.type = counter_type::timer_100ns_inv;
      one.cooked = {share, cooked_status::ok};
      collected->rows.push_back(one);
    }
    auto source = std::make_shared<source_frame>(*seen.sources[0].newest);
    source->recent.push_back(std::make_shared<const monitor::sample>(monitor::sample{
        .sequence = ++sequence, .time = test::made_up_now, .answered = true, .collected = collected}));
    seen.sources[0].newest = source;
  }

  /// Clicks down a column until `done`.
  template <class Done>
  bool click_down(float x, Done done) {
    for (float y = 50; y < ImGui::GetIO().DisplaySize.y && !done(); y += 8)
      stage.click({x, y}, [&] { draw(); });
    return done();
  }

  test::panel_stage stage{900, 400};
  monitor::frame seen = test::made_up_frame();
  selection chosen;
  lower_memory memory;
  std::uint64_t sequence = 0;
  int lines_drawn = 0;
};

TEST_F(LowerPanel, CollectsTheRankedObjectOnlyWhileItIsShown) {
  frame();
  EXPECT_EQ(lines_drawn, 1);
  memory.page = lower_page::ranking;
  frame();
  ASSERT_TRUE(chosen.ranked);
  EXPECT_EQ(chosen.ranked->object_index, 238U);  // the first object with instances
  memory.page = lower_page::lines;
  frame();
  EXPECT_FALSE(chosen.ranked);  // nobody looks: it is not collected
}

TEST_F(LowerPanel, RankingPutsTheGreatestFirstWheneverASampleComes) {
  memory.page = lower_page::ranking;
  sample({{"_Total", 50}, {"0", 20}, {"1", 80}});
  frame();
  frame();
  const auto& ranking = memory.ranking.ranking;
  ASSERT_EQ(memory.ranking.order.size(), 3U);
  EXPECT_EQ(ranking.instances()[memory.ranking.order[0]].name, "1");
  sample({{"_Total", 50}, {"0", 90}, {"1", 10}});
  frame();
  EXPECT_EQ(ranking.instances()[memory.ranking.order[0]].name, "0");
  EXPECT_EQ(ranking.instances()[memory.ranking.order[0]].recent[0].size(), 2U);
  frame();  // the same sample is not taken in twice
  EXPECT_EQ(ranking.instances()[memory.ranking.order[0]].recent[0].size(), 2U);
}

TEST_F(LowerPanel, ClickOnARankedValueInspectsIt) {
  memory.page = lower_page::ranking;
  sample({{"0", 20}, {"1", 80}});
  frame();
  frame();
  ASSERT_TRUE(click_down(500, [&] { return chosen.inspected.has_value(); }));
  // Clicks before it may have turned the order round; the first row came first in any case.
  const auto& first = memory.ranking.ranking.instances()[memory.ranking.order[0]];
  EXPECT_EQ(chosen.inspected->path, first.paths[0]);
  const auto* row = inspected_row(seen, chosen);
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->instance, first.name);
}

TEST_F(LowerPanel, ClickOnALineInspectsItAndTheCrossEndsThat) {
  seen.lines = {test::made_up_line("0", 0)};
  chosen.pointed = seen.lines[0].key;
  stage.click({300, 200}, [&] { draw(); });
  ASSERT_TRUE(chosen.inspected);
  EXPECT_EQ(inspected_row(seen, chosen), &seen.lines[0].newest);
  for (float x = 880; x > 800 && chosen.inspected; x -= 4)
    stage.click({x, 16}, [&] { draw_inspector(seen, chosen, stage.look); });
  EXPECT_FALSE(chosen.inspected);
}

TEST_F(LowerPanel, InspectorFindsTheExplainText) {
  row inspected{.object_index = 4, .counter_index = 24};
  EXPECT_EQ(help_of(seen, test::made_up_source, inspected), "What is free.");
  inspected.counter_index = 25;
  EXPECT_EQ(help_of(seen, test::made_up_source, inspected), "");
}

TEST_F(LowerPanel, DefectsOfCatalogAndSampleAreSaidOnce) {
  auto source = *seen.sources[0].newest;
  EXPECT_TRUE(defects_of(source).empty());
  const defect damage{.code = defect_code::object_truncated, .offset = 64, .object_index = 238};
  auto listed = *source.catalog;
  listed.defects = {damage};
  source.catalog = std::make_shared<catalog>(listed);
  auto collected = std::make_shared<collection>();
  collected->defects = {damage};
  collected->left_out = {{"object 9 (Browser)", {.code = errc::timed_out, .message = "it hangs"}}};
  source.recent.push_back(std::make_shared<const monitor::sample>(monitor::sample{.collected = collected}));
  const auto defects = defects_of(source);
  ASSERT_EQ(defects.size(), 2U);
  EXPECT_EQ(defects[0], damage.message());
  EXPECT_NE(defects[1].find("it hangs"), std::string::npos);
}

TEST_F(LowerPanel, MeasureAsksForTheCostOfTheBrowsedSource) {
  memory.page = lower_page::blocks;
  for (float x = 4; x < 420 && chosen.requests.empty(); x += 8)
    for (float y = 36; y < 60 && chosen.requests.empty(); y += 6) stage.click({x, y}, [&] { draw(); });
  ASSERT_EQ(chosen.requests.size(), 1U);
  ASSERT_TRUE(std::holds_alternative<measure_request>(chosen.requests[0]));
  EXPECT_EQ(std::get<measure_request>(chosen.requests[0]).source, test::made_up_source);
}

TEST_F(LowerPanel, EveryPageIsDrawnInAnySizeOfWindowWithTheInspectorOpen) {
  sample({{"0", 20}, {"1", 80}});
  seen.lines = {test::made_up_line("0", 0)};
  auto source = std::make_shared<source_frame>(*seen.sources[0].newest);
  source->costs = {
      {.title_index = 238, .name = "Processor", .time = std::chrono::microseconds(10), .bytes = 5},
      {.title_index = 9, .name = "Bad", .failed = error{.code = errc::timed_out, .message = "no"}}};
  seen.sources[0].newest = source;
  view_memory view;
  for (const auto page : {lower_page::lines, lower_page::ranking, lower_page::blocks})
    for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{480, 320}, ImVec2{3840, 2160}}) {
      view.lower.page = page;
      chosen.inspected = seen.lines[0].key;
      ImGui::GetIO().DisplaySize = size;
      for (int i = 0; i < 3; ++i) {
        ImGui::NewFrame();
        draw_main_view(seen, chosen, stage.look, view);
        ImGui::Render();
        EXPECT_GT(stage.vertices(), 100);
      }
    }
}

}  // namespace
