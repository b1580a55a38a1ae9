#include <gtest/gtest.h>
#include <limits>

#include <perfdata/base/clock.hpp>

using namespace perfdata;

namespace {

TEST(Clock, FiletimeOfARealBlockIsItsWallTime) {
  // The Windows 10 capture of ApplicationInsights: 2017-01-17T21:34:40.302Z.
  const auto time = from_filetime(131291624803022616);
  EXPECT_EQ(time.time_since_epoch() / std::chrono::seconds(1), 1484688880);
}

TEST(Clock, FiletimeRoundTrips) {
  const auto now = std::chrono::system_clock::now();
  const auto filetime = to_filetime(now);
  EXPECT_EQ(to_filetime(from_filetime(filetime)), filetime);
}

TEST(Clock, AnyValueIsAccepted) {
  (void)from_filetime(std::numeric_limits<std::int64_t>::min());
  (void)from_filetime(std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(from_filetime(filetime_of_unix_epoch.count()).time_since_epoch().count(), 0);
}

}  // namespace
