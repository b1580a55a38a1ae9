#include <gtest/gtest.h>

#include <perfdata/recording/pdh_time.hpp>

using namespace perfdata;

namespace {

TEST(PdhTime, ReadsWhatPdhWrites) {
  const auto time = parse_pdh_time("11/26/2016 13:46:30.874");
  ASSERT_TRUE(time);
  EXPECT_EQ(*time, (pdh_time{2016, 11, 26, 13, 46, 30, 874}));
}

TEST(PdhTime, DatesOfOtherCountriesNeedTheirOrder) {
  EXPECT_EQ(parse_pdh_time("26.11.2016 13:46:30", date_order::day_first),
            (pdh_time{2016, 11, 26, 13, 46, 30, 0}));
  EXPECT_FALSE(parse_pdh_time("26/11/2016 13:46:30", date_order::month_first));
  EXPECT_EQ(parse_pdh_time("2016-11-26T13:46:30.5Z"), (pdh_time{2016, 11, 26, 13, 46, 30, 500}));
  EXPECT_EQ(parse_pdh_time("2016-11-26 13:46", date_order::day_first),
            (pdh_time{2016, 11, 26, 13, 46, 0, 0}));
}

TEST(PdhTime, RefusesWhatIsNoTime) {
  for (const char* text : {"", " ", "13:46", "11/26/2016", "11/31/2016 10:00:00", "02/30/2015 10:00:00",
                           "1/2/3/4", "11/26/2016 24:00:00", "11/26/2016 10:61:00", "11/26/2016 10:00:00 x",
                           "-1/2/2016 10:00", "99999/1/1 1:1"})
    EXPECT_FALSE(parse_pdh_time(text)) << text;
}

TEST(PdhTime, ZoneTurnsLocalTimeToUtcAndBack) {
  const pdh_time local{2016, 11, 26, 13, 46, 30, 874};
  const auto utc = to_utc(local, std::chrono::minutes(480));
  EXPECT_EQ(to_filetime(utc), 131246703908740000);
  EXPECT_EQ(to_local(utc, std::chrono::minutes(480)), local);
  EXPECT_EQ(to_local(utc, {}).hour, 21);
}

}  // namespace
