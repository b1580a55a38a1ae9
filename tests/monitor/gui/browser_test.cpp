#include "monitor/gui/panels/browser.hpp"

#include "tests/monitor/support/made_up_frame.hpp"
#include "tests/monitor/support/panel_stage.hpp"

#include <gtest/gtest.h>
#include <imgui_internal.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

class Browser : public testing::Test {
 protected:
  Browser() { chosen.browsed = test::made_up_source; }

  void draw() { draw_browser(seen, chosen, stage.look, memory); }
  void frame() {
    stage.frame([&] { draw(); });
  }

  /// Clicks down the panel until `done`. @returns whether it came to that.
  template <class Done>
  bool click_down(Done done) {
    for (float y = 60; y < ImGui::GetIO().DisplaySize.y; y += 8) {
      stage.click({120, y}, [&] { draw(); });
      if (done()) return true;
      stage.click({120, y}, [&] { draw(); });  // what that click opened or closed, this one puts back
    }
    return false;
  }

  void press(int key) {
    auto& io = ImGui::GetIO();
    io.KeysDown[key] = true;
    frame();
    io.KeysDown[key] = false;
    frame();
  }

  [[nodiscard]] const catalog& listed() const { return *seen.sources[0].newest->catalog; }

  test::panel_stage stage{420, 480};
  monitor::frame seen = test::made_up_frame();
  selection chosen;
  browser_memory memory;
};

TEST_F(Browser, AddsACounterByClickAndTakesItOffByAnother) {
  chosen.filter = "avail";  // a filter opens what it finds
  frame();
  frame();
  ASSERT_TRUE(click_down([&] { return !chosen.paths.empty(); }));
  EXPECT_EQ(chosen.paths[0].source, test::made_up_source);
  EXPECT_EQ(chosen.paths[0].path.to_string(), R"(\Memory\Available Bytes)");
  EXPECT_TRUE(click_down([&] { return chosen.paths.empty(); }));
}

TEST_F(Browser, LeadsFromACounterToAllItsInstancesFirst) {
  chosen.filter = "interrupts";
  frame();
  ASSERT_TRUE(click_down([&] { return !chosen.paths.empty(); }));
  EXPECT_EQ(chosen.paths[0].path.to_string(), R"(\Processor(*)\Interrupts/sec)");
}

TEST_F(Browser, KeysOpenAndChartWithoutTheMouse) {
  auto& io = ImGui::GetIO();
  io.KeyMap[ImGuiKey_DownArrow] = 1;
  io.KeyMap[ImGuiKey_UpArrow] = 2;
  io.KeyMap[ImGuiKey_Enter] = 3;
  frame();
  memory.search_wanted = true;
  frame();
  frame();
  frame();
  ASSERT_TRUE(io.WantTextInput);
  press(1);  // Memory
  ASSERT_EQ(memory.cursor, 0U);
  press(3);
  ASSERT_EQ(memory.tree.rows().size(), 3U);  // it is open
  frame();
  press(1);
  press(3);
  ASSERT_EQ(chosen.paths.size(), 1U);
  EXPECT_EQ(chosen.paths[0].path.to_string(), R"(\Memory\Available Bytes)");
  press(2);
  EXPECT_EQ(memory.cursor, 0U);
}

TEST_F(Browser, ShiftChartsEverythingFromTheLastClickOn) {
  memory.tree.show(seen.sources[0].newest->catalog, "interrupts");
  ASSERT_EQ(memory.tree.rows().size(), 6U);  // object, counter, all, three instances
  chosen.filter = "interrupts";
  ASSERT_TRUE(click_down([&] { return memory.last_clicked == 3U; }));
  ImGui::GetIO().KeyShift = true;
  ASSERT_TRUE(click_down([&] { return memory.last_clicked == 5U; }));
  EXPECT_GE(chosen.paths.size(), 3U);
  for (const auto& each : chosen.paths) EXPECT_EQ(each.path.counter, "Interrupts/sec");
}

TEST_F(Browser, ThousandsOfInstancesAreDrawnAsFewAsAreSeen) {
  auto many = std::make_shared<catalog>(listed());
  for (int i = 0; i < 50'000; ++i) many->objects[1].instances.push_back("process" + std::to_string(i));
  auto source = std::make_shared<source_frame>(*seen.sources[0].newest);
  source->catalog = many;
  seen.sources[0].newest = source;
  chosen.filter = "interrupts";
  frame();
  frame();
  EXPECT_EQ(memory.tree.rows().size(), 50'000U + 6U);
  EXPECT_LT(stage.vertices(), 20'000);
}

TEST(BrowserTree, WhatWasOpenedStaysOpenWhenTheListIsReadAgain) {
  const auto seen = test::made_up_frame();
  const auto listed = seen.sources[0].newest->catalog;
  browser_tree tree;
  tree.show(listed, "");
  ASSERT_EQ(tree.rows().size(), 2U);
  tree.toggle(tree.rows()[1]);
  tree.show(listed, "");
  EXPECT_EQ(tree.rows().size(), 4U);
  auto refreshed = std::make_shared<catalog>(*listed);
  std::swap(refreshed->objects[0], refreshed->objects[1]);
  tree.show(refreshed, "");
  ASSERT_EQ(tree.rows().size(), 4U);
  EXPECT_EQ(tree.label_of(tree.rows()[0]), "Processor");
  EXPECT_TRUE(tree.is_open(tree.rows()[0]));
}

TEST(BrowserTree, ATranslationIsShownAndSearchedAndPathsStayAsTheyAre) {
  const auto seen = test::made_up_frame();
  const auto listed = seen.sources[0].newest->catalog;
  auto german = std::make_shared<catalog>(*listed);
  german->objects[0].name = "Speicher";
  german->objects[0].counters[0].name = "Verfuegbare Bytes";
  browser_tree tree;
  tree.show(listed, "");
  tree.show(listed, "speicher", german);
  ASSERT_EQ(tree.rows().size(), 2U + listed->objects[0].counters.size() - 1);
  EXPECT_EQ(tree.label_of(tree.rows()[0]), "Speicher");
  EXPECT_EQ(tree.label_of(tree.rows()[1]), "Verfuegbare Bytes");
  EXPECT_EQ(tree.path_of(tree.rows()[1]).to_string(), R"(\Memory\Available Bytes)");
  tree.show(listed, "speicher");
  EXPECT_TRUE(tree.rows().empty());
}

TEST(BrowserTree, PathsNameWhatIsNamedAndNumberTheRest) {
  auto listed = std::make_shared<catalog>();
  catalog_object object{.title_index = 4242, .name = "#4242", .has_instances = true};
  object.counters.push_back({.title_index = 6, .name = "% Time"});
  object.instances = {"svchost#3", "C#", ""};
  listed->objects = {object};
  browser_tree tree;
  tree.show(listed, "time");
  ASSERT_EQ(tree.rows().size(), 6U);
  EXPECT_EQ(tree.path_of(tree.rows()[2]).to_string(), R"(\4242(*)\% Time)");
  EXPECT_EQ(tree.path_of(tree.rows()[3]).instance, "svchost");
  EXPECT_EQ(tree.path_of(tree.rows()[3]).index, 3U);
  EXPECT_EQ(tree.path_of(tree.rows()[4]).instance, "C#");
  EXPECT_EQ(tree.label_of(tree.rows()[5]), "(no name)");
}

}  // namespace
