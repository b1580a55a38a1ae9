#include "monitor/cli/watch_loop.hpp"

#include <gtest/gtest.h>

using namespace perfdata::cli;
using namespace std::chrono_literals;

namespace {

const steady_ticks::clock::time_point start{1000s};

TEST(SteadyTicks, AreMultiplesOfTheIntervalHoweverLateOneIs) {
  const steady_ticks ticks(start, 250ms);
  EXPECT_EQ(ticks.after(start), start + 250ms);
  EXPECT_EQ(ticks.after(start + 1ms), start + 250ms);
  EXPECT_EQ(ticks.after(start + 249ms), start + 250ms);
  EXPECT_EQ(ticks.after(start + 250ms), start + 500ms);
}

TEST(SteadyTicks, MissedOnesAreLeftOut) {
  const steady_ticks ticks(start, 250ms);
  EXPECT_EQ(ticks.after(start + 1100ms), start + 1250ms);
  EXPECT_EQ(ticks.after(start + 1h + 1ns), start + 1h + 250ms);
}

TEST(SteadyTicks, BeforeTheFirstComesTheFirst) {
  EXPECT_EQ(steady_ticks(start, 1s).after(start - 5s), start);
}

}  // namespace
