#include "monitor/gui/chart/time_axis.hpp"

#include <cmath>
#include <cstdlib>
#include <ctime>
#include <gtest/gtest.h>

using namespace perfdata::monitor;

namespace {

/// A time zone for one test.
class TimeAxis : public testing::Test {
 protected:
  static void live_in(const char* zone) {
    ::setenv("TZ", zone, 1);
    ::tzset();
  }
  void TearDown() override {
    ::unsetenv("TZ");
    ::tzset();
  }
};

constexpr double noon = 1795435200;  // 2026-11-23T12:00:00Z

std::vector<std::string> labels(plot_range window, std::size_t most) {
  std::vector<std::string> all;
  for (const auto& tick : make_time_ticks(window, most)) all.push_back(tick.label);
  return all;
}

TEST_F(TimeAxis, SecondsAreWholeAndLocal) {
  live_in("XXX-5:30");
  EXPECT_EQ(labels({noon + 1.5, noon + 21}, 5),
            (std::vector<std::string>{"17:30:05", "17:30:10", "17:30:15", "17:30:20"}));
}

TEST_F(TimeAxis, HalfHourZonesGetWholeLocalHours) {
  live_in("XXX-5:30");
  EXPECT_EQ(labels({noon, noon + 4 * 3600}, 5),
            (std::vector<std::string>{"18:00", "19:00", "20:00", "21:00"}));
}

TEST_F(TimeAxis, MidnightIsNamedByItsDay) {
  live_in("UTC0");
  EXPECT_EQ(labels({noon + 11 * 3600, noon + 13 * 3600}, 3),
            (std::vector<std::string>{"23:00", "24 Nov", "01:00"}));
}

TEST_F(TimeAxis, HoursStayWholeOverAChangeOfDaylightSaving) {
  live_in("CET-1CEST,M3.5.0,M10.5.0/3");
  const double before = 1792882800;  // 2026-10-24T23:00:00Z: 01:00 CEST; the clocks go back two hours later
  for (const auto& tick : make_time_ticks({before, before + 24 * 3600}, 12)) {
    const auto seconds = static_cast<std::time_t>(tick.time);
    std::tm fields{};
    localtime_r(&seconds, &fields);
    EXPECT_EQ(fields.tm_min, 0);
    EXPECT_EQ(fields.tm_sec, 0);
  }
}

TEST_F(TimeAxis, AnySpanHasFewTicksInOrderWithinIt) {
  live_in("UTC0");
  for (double span = 0.1; span < 1e9; span *= 1.7)
    for (std::size_t most = 1; most < 15; ++most) {
      const auto ticks = make_time_ticks({noon + 0.3, noon + 0.3 + span}, most);
      ASSERT_LE(ticks.size(), most);
      for (std::size_t i = 0; i < ticks.size(); ++i) {
        ASSERT_GE(ticks[i].time, noon + 0.3);
        ASSERT_LE(ticks[i].time, noon + 0.3 + span);
        if (i > 0) {
          ASSERT_GT(ticks[i].time, ticks[i - 1].time);
        }
      }
    }
}

TEST_F(TimeAxis, AnEmptyWindowHasNone) {
  EXPECT_TRUE(make_time_ticks({5, 5}, 4).empty());
  EXPECT_TRUE(make_time_ticks({0, INFINITY}, 4).empty());
  EXPECT_TRUE(make_time_ticks({0, 10}, 0).empty());
}

TEST_F(TimeAxis, FractionsOfASecondHaveTicksToo) {
  live_in("UTC");
  const auto ticks = make_time_ticks({1'795'435'200.05, 1'795'435'201.02}, 5);
  ASSERT_EQ(ticks.size(), 5U);
  EXPECT_EQ(ticks[0].label, "00:00.200");
  EXPECT_EQ(ticks[4].label, "00:01.000");
}

}  // namespace
