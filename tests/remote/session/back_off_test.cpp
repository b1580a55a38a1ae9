#include <algorithm>
#include <gtest/gtest.h>

#include <perfdata/remote/session/back_off.hpp>

using namespace perfdata;
using namespace std::chrono_literals;

namespace {

constexpr back_off::clock::time_point start{1h};

std::chrono::duration<double> pause_after(back_off& one, back_off::kind how,
                                          back_off::clock::time_point now) {
  one.failed(how, now);
  return one.next_try() - now;
}

TEST(BackOff, NothingHasToWaitBeforeAFailureOrAfterASuccess) {
  back_off one(1);
  EXPECT_LE(one.next_try(), start);
  one.failed(back_off::kind::refused, start);
  EXPECT_GT(one.next_try(), start);
  one.succeeded();
  EXPECT_LE(one.next_try(), start);
}

TEST(BackOff, AMachineThatIsAwayIsAskedWithinASecondHoweverLongItIs) {
  back_off one(2);
  for (auto now = start; now < start + 2h; now += 1s) {
    const auto pause = pause_after(one, back_off::kind::away, now);
    ASSERT_GE(pause, 500ms);
    ASSERT_LE(pause, 1s);
  }
}

TEST(BackOff, AMachineThatRefusesIsAskedEverySecondForAMinuteAndThenLess) {
  back_off one(3);
  for (auto now = start; now < start + 60s; now += 1s)
    ASSERT_LE(pause_after(one, back_off::kind::refused, now), 1s);
  auto now = start + 60s;
  double longest = 1;
  for (int i = 0; i < 10; ++i) {
    longest = std::min(longest * 2, 60.0);
    const double pause = pause_after(one, back_off::kind::refused, now).count();
    EXPECT_LE(pause, longest);
    EXPECT_GE(pause, longest / 2);
    now = one.next_try();
  }
}

TEST(BackOff, PausesDifferBetweenMachinesAndTries) {
  back_off one(4);
  back_off other(5);
  std::chrono::duration<double> first = pause_after(one, back_off::kind::away, start);
  bool differs = false;
  for (int i = 0; i < 5; ++i) differs = differs || pause_after(one, back_off::kind::away, start) != first;
  EXPECT_TRUE(differs);
  EXPECT_NE(pause_after(other, back_off::kind::away, start), first);
}

}  // namespace
