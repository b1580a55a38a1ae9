#include "monitor/gui/redraw_schedule.hpp"

#include <algorithm>
#include <gtest/gtest.h>

using namespace perfdata::monitor;
using namespace std::chrono_literals;

namespace {

class RedrawSchedule : public testing::Test {
 protected:
  /// Asks as the window's loop does, for a time; counts what is drawn.
  int drawn_within(std::chrono::milliseconds time, bool minimized = false) {
    int drawn = 0;
    for (const auto end = now + time; now < end;
         now += std::max<redraw_schedule::clock::duration>(schedule.patience(now), 1ms))
      drawn += schedule.draw_now(now, minimized) ? 1 : 0;
    return drawn;
  }
  void settle() { drawn_within(5s); }

  redraw_schedule schedule;
  redraw_schedule::clock::time_point now{1h};
};

TEST_F(RedrawSchedule, NothingIsDrawnWhileNothingChanges) {
  EXPECT_GT(drawn_within(1s), 0);
  EXPECT_EQ(drawn_within(1h), 0);
  EXPECT_GE(schedule.patience(now), 100ms);
}

TEST_F(RedrawSchedule, ASampleIsOnePicture) {
  settle();
  schedule.note_change();
  schedule.note_change();
  EXPECT_EQ(drawn_within(10s), 1);
}

TEST_F(RedrawSchedule, InputIsDrawnAtOnceAndForAMomentAfter) {
  settle();
  schedule.note_input(now);
  EXPECT_TRUE(schedule.draw_now(now, false));
  const int drawn = drawn_within(10s);
  EXPECT_GE(drawn, 5);
  EXPECT_LE(drawn, 20);
}

TEST_F(RedrawSchedule, NothingIsDrawnWhileMinimizedAndTheLoopSleeps) {
  for (int i = 0; i < 100; ++i) {
    schedule.note_change();
    schedule.note_input(now);
    EXPECT_EQ(drawn_within(100ms, true), 0);
  }
  settle();
  schedule.note_change();
  EXPECT_FALSE(schedule.draw_now(now, true));
  EXPECT_GE(schedule.patience(now), 100ms);
}

TEST_F(RedrawSchedule, ACaretBlinks) {
  settle();
  schedule.set_typing(true);
  EXPECT_GE(drawn_within(2s), 10);
  schedule.set_typing(false);
  EXPECT_EQ(drawn_within(10s), 0);
}

}  // namespace
