#include "monitor/core/local_time.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace std::chrono;

namespace {

constexpr sys_time<hundred_ns> midwinter = sys_days(2017y / January / 17) + 21h + 34min + 40s + 302ms;
constexpr sys_time<hundred_ns> midsummer = sys_days(2017y / July / 17) + 21h + 34min + 40s + 302ms;

sys_time<milliseconds> as_if_universal(const pdh_time& shown) {
  const year_month_day date{year(shown.year), month(static_cast<unsigned>(shown.month)),
                            day(static_cast<unsigned>(shown.day))};
  return sys_days(date) + hours(shown.hour) + minutes(shown.minute) + seconds(shown.second) +
         milliseconds(shown.millisecond);
}

TEST(LocalTime, BiasIsWhatTheClockOnTheWallIsBehind) {
  for (const auto time : {midwinter, midsummer}) {
    const pdh_zone zone = zone_at(time);
    EXPECT_EQ(as_if_universal(to_local(time)) + minutes(zone.bias_minutes), floor<milliseconds>(time));
    EXPECT_FALSE(zone.name.empty());
  }
}

TEST(LocalTime, TimeThatWindowsCannotShowDoesNoHarm) {
  EXPECT_EQ(zone_at(from_filetime(-1)).name, "UTC");
}

}  // namespace
