#include <gtest/gtest.h>

#include <perfdata/publish/recent_maximum.hpp>

using perfdata::recent_maximum;
using namespace std::chrono_literals;

namespace {

TEST(RecentMaximum, APeakIsForgottenAfterOneToTwoMinutes) {
  recent_maximum peak;
  const recent_maximum::clock::time_point begin(1h);
  EXPECT_EQ(peak.take(5, begin), 5U);
  EXPECT_EQ(peak.take(90, begin + 10s), 90U);
  EXPECT_EQ(peak.take(4, begin + 50s), 90U);
  EXPECT_EQ(peak.take(4, begin + 61s), 90U);
  EXPECT_EQ(peak.take(6, begin + 100s), 90U);
  EXPECT_EQ(peak.take(4, begin + 122s), 6U);
}

TEST(RecentMaximum, ALongPauseForgetsEverything) {
  recent_maximum peak;
  const recent_maximum::clock::time_point begin(1h);
  EXPECT_EQ(peak.take(90, begin), 90U);
  EXPECT_EQ(peak.take(3, begin + 5min), 3U);
}

}  // namespace
