#include "monitor/gui/chart/note_flags.hpp"
#include "tests/monitor/support/view_stage.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;
namespace keys = perfdata::test::keys;

namespace {

class Notes : public testing::Test, protected test::view_stage {
 protected:
  Notes() {
    seen.lines = {test::made_up_line("0", 0)};
    frame();
    frame();
  }
};

TEST_F(Notes, AreWrittenWithNAtTheMomentUnderTheMouse) {
  const auto& plot = memory.chart.chart.frames.at(0);
  ImGui::GetIO().MousePos = {(plot.low.x + plot.high.x) / 2, (plot.low.y + plot.high.y) / 2};
  frame();
  frame();
  ASSERT_TRUE(chosen.view.crosshair);
  const double there = *chosen.view.crosshair;
  type("n");
  ASSERT_TRUE(memory.palette.question);
  type("deployed");
  press(keys::enter);
  ASSERT_EQ(chosen.notes.size(), 1U);
  EXPECT_EQ(chosen.notes[0], (time_note{there, "deployed"}));
  EXPECT_TRUE(chosen.requests.empty()) << "nothing is recorded";
}

TEST_F(Notes, GoIntoTheRecordingThatIsGoingOn) {
  seen.recording.path = "/somewhere.perfdata";
  type("n");
  type("x");
  press(keys::enter);
  ASSERT_EQ(chosen.requests.size(), 1U);
  EXPECT_EQ(std::get<note_request>(chosen.requests[0]).note, chosen.notes.at(0));
}

TEST_F(Notes, WithoutATextThereIsNone) {
  type("n");
  press(keys::enter);
  EXPECT_TRUE(memory.palette.open);
  EXPECT_TRUE(chosen.notes.empty());
}

TEST_F(Notes, AreFlaggedOnTheChartsWhileTheirTimeIsShown) {
  const auto flags = [&] {
    frame();
    return stage.vertices_of(stage.look.theme.warning);
  };
  const int before = flags();
  chosen.notes.push_back({test::made_up_now - 30, "x"});
  EXPECT_GT(flags(), before);
  chosen.notes[0].time -= 100'000;
  EXPECT_EQ(flags(), before);
}

TEST_F(Notes, AreForgottenByThePaletteAndComeBackByUndo) {
  chosen.notes.push_back({test::made_up_now - 30, "deployed"});
  frame();
  chosen.notes.push_back({test::made_up_now - 20, "failed"});
  frame();
  run("forget note failed");
  EXPECT_EQ(chosen.notes.size(), 1U);
  press_control('Z');
  EXPECT_EQ(chosen.notes.size(), 2U);
}

}  // namespace
