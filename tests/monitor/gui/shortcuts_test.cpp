#include "monitor/gui/panels/main_view.hpp"
#include "tests/monitor/support/made_up_frame.hpp"
#include "tests/monitor/support/panel_stage.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

constexpr int escape = 256;  // as GLFW numbers them
constexpr int f1 = 290;

class Shortcuts : public testing::Test {
 protected:
  Shortcuts() { chosen.browsed = test::made_up_source; }

  void frame() {
    ImGui::NewFrame();
    draw_main_view(seen, chosen, stage.look, memory);
    ImGui::Render();
  }
  void press(int key, bool control = false) {
    auto& io = ImGui::GetIO();
    io.KeyCtrl = control;
    io.KeyMods = control ? ImGuiKeyModFlags_Ctrl : 0;
    io.KeysDown[key] = true;
    frame();
    io.KeysDown[key] = false;
    io.KeyCtrl = false;
    io.KeyMods = 0;
    frame();
  }

  test::panel_stage stage;
  monitor::frame seen = test::made_up_frame();
  selection chosen;
  view_memory memory;
};

TEST_F(Shortcuts, F1ListsTheKeysAndEscapeEndsThat) {
  frame();
  press(f1);
  EXPECT_TRUE(memory.shortcuts.listed);
  press(escape);
  EXPECT_FALSE(memory.shortcuts.listed);
}

TEST_F(Shortcuts, EscapeClosesTheInspector) {
  chosen.inspected = series_key{test::made_up_source, "x"};
  frame();
  press(escape);
  EXPECT_FALSE(chosen.inspected);
}

TEST_F(Shortcuts, WhatWasChartedIsTakenBackAndDoneAgain) {
  frame();
  choose(chosen, {test::made_up_source, *counter_path::parse(R"(\Memory\Available Bytes)")});
  frame();
  press('Z', true);
  EXPECT_TRUE(chosen.paths.empty());
  press('Y', true);
  EXPECT_EQ(chosen.paths.size(), 1U);
}

TEST_F(Shortcuts, RecordsAndConnects) {
  frame();
  press('R', true);
  ASSERT_EQ(chosen.requests.size(), 1U);
  EXPECT_FALSE(std::get<record_request>(chosen.requests[0]).path.empty());
  press('O', true);
  EXPECT_TRUE(chosen.connect_open);
}

}  // namespace
