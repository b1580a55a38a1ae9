#include "monitor/gui/panels/shortcuts.hpp"

#include "monitor/gui/actions/action_table.hpp"
#include "tests/monitor/support/view_stage.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;
namespace keys = perfdata::test::keys;

namespace {

class Shortcuts : public testing::Test, protected test::view_stage {};

TEST_F(Shortcuts, F1ListsTheKeysAndEscapeEndsThat) {
  frame();
  press(keys::f1);
  EXPECT_TRUE(memory.shortcuts.listed);
  press(keys::escape);
  EXPECT_FALSE(memory.shortcuts.listed);
}

TEST_F(Shortcuts, EveryKeyOfTheTableIsListedOnce) {
  const auto listed = listed_keys();
  for (const auto& each : fixed_actions()) {
    if (*each.keys == '\0') continue;
    int count = 0;
    for (const auto& line : listed)
      if (line.keys == each.keys || line.keys.starts_with(std::string(each.keys) + ",") ||
          line.keys.ends_with(std::string(", ") + each.keys))
        ++count;
    EXPECT_EQ(count, 1) << each.keys;
  }
}

TEST_F(Shortcuts, WhatWasChartedIsTakenBackAndDoneAgain) {
  frame();
  choose(chosen, {test::made_up_source, *counter_path::parse(R"(\Memory\Available Bytes)")});
  frame();
  press_control('Z');
  EXPECT_TRUE(chosen.paths.empty());
  press_control('Y');
  EXPECT_EQ(chosen.paths.size(), 1U);
}

TEST_F(Shortcuts, RecordsAndConnects) {
  frame();
  press_control('R');
  ASSERT_EQ(chosen.requests.size(), 1U);
  EXPECT_FALSE(std::get<record_request>(chosen.requests[0]).path.empty());
  press_control('O');
  EXPECT_TRUE(chosen.connect_open);
}

}  // namespace
