#include "monitor/gui/actions/action_table.hpp"
#include "tests/monitor/support/view_stage.hpp"

#include <gtest/gtest.h>
#include <map>
#include <set>

using namespace perfdata;
using namespace perfdata::monitor;
namespace keys = perfdata::test::keys;

namespace {

class Actions : public testing::Test, protected test::view_stage {};

TEST_F(Actions, NoTwoThatApplyShareTheirKeys) {
  seen.lines = {test::made_up_line("0", 0)};
  chosen.view.marked = time_range{test::made_up_now - 20, test::made_up_now - 10};
  frame();
  std::map<std::pair<int, int>, std::set<std::string>> by_keys;
  for (const auto& each : fixed_actions())
    if (each.chord != no_keys && each.applies(scene()))
      by_keys[{static_cast<int>(each.chord.is), each.chord.code}].insert(each.name);
  for (const auto& [chord, names] : by_keys) EXPECT_EQ(names.size(), 1U) << *names.begin();
  EXPECT_GT(by_keys.size(), 20U);
}

TEST_F(Actions, AreNamedOnceForEveryKey) {
  std::set<std::string> names;
  for (const auto& each : actions_now(scene())) {
    const bool first = names.insert(each.name).second;
    EXPECT_TRUE(first || !each.keys.empty()) << each.name;
  }
}

TEST_F(Actions, SpaceHoldsTheChartsStillAndGoesOn) {
  frame();
  press(keys::space);
  ASSERT_TRUE(chosen.view.frozen_at);
  EXPECT_EQ(*chosen.view.frozen_at, seen.newest_time);
  seen.newest_time += 100;
  EXPECT_EQ(shown_window(seen, chosen).end, *chosen.view.frozen_at);
  press(keys::space);
  EXPECT_TRUE(chosen.view.follows());
}

TEST_F(Actions, KeysMoveThroughTime) {
  seen.lines = {test::made_up_line("0", 0)};
  chosen.view.span = 30;
  frame();
  type("+");
  EXPECT_DOUBLE_EQ(chosen.view.span, 24);
  press(keys::left);
  ASSERT_FALSE(chosen.view.follows());
  type("l");
  EXPECT_TRUE(chosen.view.follows());
  type("f");
  EXPECT_DOUBLE_EQ(chosen.view.span, 60);
  type("m");
  ASSERT_TRUE(chosen.view.marked);
  press(keys::escape);
  EXPECT_FALSE(chosen.view.marked);
  chosen.view.marked = time_range{test::made_up_now - 20, test::made_up_now - 10};
  frame();
  type("z");
  EXPECT_DOUBLE_EQ(chosen.view.span, 10);
  EXPECT_FALSE(chosen.view.marked);
}

TEST_F(Actions, KeysTurnThePagesUnlessTextIsTyped) {
  frame();
  press_control('2');
  EXPECT_EQ(memory.lower.page, lower_page::ranking);
  press_control('1');
  EXPECT_EQ(memory.lower.page, lower_page::lines);
  press_control('F');
  frame();
  ASSERT_TRUE(ImGui::GetIO().WantTextInput);
  type("l m");
  EXPECT_EQ(chosen.filter, "l m");
  EXPECT_FALSE(chosen.view.marked);
}

TEST_F(Actions, EscapeTakesOneThingAwayAtATime) {
  chosen.inspected = series_key{test::made_up_source, "x"};
  memory.shortcuts.listed = true;
  frame();
  press(keys::escape);
  EXPECT_FALSE(memory.shortcuts.listed);
  ASSERT_TRUE(chosen.inspected);
  press(keys::escape);
  EXPECT_FALSE(chosen.inspected);
}

TEST_F(Actions, OfWhatHasGoneDoNothing) {
  seen.lines = {test::made_up_line("0", 0)};
  frame();
  const auto all = actions_now(scene());
  seen.lines.clear();
  for (const auto& each : all)
    if (each.name.starts_with("Remove ") || each.name.starts_with("Give ")) each.run(scene());
  EXPECT_TRUE(chosen.removed.empty());
  EXPECT_TRUE(chosen.line_setups.empty());
}

TEST_F(Actions, ReachLinesSourcesAndChartsByName) {
  seen.lines = {test::made_up_line("0", 0), test::made_up_line("1", 1)};
  frame();
  std::set<std::string> names;
  for (const auto& each : actions_now(scene())) names.insert(each.name);
  for (const char* name :
       {"Hide % Processor Time (0)", "Remove % Processor Time (1)", "Disconnect This machine",
        "Pause sampling This machine", "Rank the instances of Processor", "Percent: as Stacked areas",
        "Percent: call for attention above…", "Chart the set: SQL Server", "Show 1 d", "Sample every 100 ms",
        "Theme: light", "Four columns of charts", "Open a file…", "Names of counters: German",
        "Names of counters: Numbers (title indexes)"})
    EXPECT_TRUE(names.contains(name)) << name;
}

}  // namespace
