#include "monitor/cli/utc_text.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace std::chrono;

namespace {

TEST(UtcText, MomentsAreReadAsPeopleTypeThem) {
  const auto second = sys_days(year(2026) / 11 / 23) + 3h + 12min + 1s;
  for (const char* text : {"2026-11-23T03:12:01Z", "2026-11-23T03:12:01", "2026-11-23 03:12:01Z"})
    EXPECT_EQ(cli::parse_utc(text), second) << text;
  EXPECT_EQ(cli::parse_utc("2026-11-23T03:12:01.307Z"), second + 307ms);
  EXPECT_EQ(cli::parse_utc("2026-11-23T03:12:01.0000001Z"), second + hundred_ns(1));
}

TEST(UtcText, WhatIsNoMomentIsNone) {
  for (const char* text :
       {"", "now", "2026-11-23", "2026-02-30T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T03:12:01+01:00",
        "2026-11-23T03:12:01.30x", "26-11-23T03:12:01Z", "2026-11-23T03:12:01Z "})
    EXPECT_FALSE(cli::parse_utc(text)) << text;
}

}  // namespace
