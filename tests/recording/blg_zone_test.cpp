#include <gtest/gtest.h>
#include <tests/support/blg_writer.hpp>

#include <perfdata/recording/blg_records.hpp>
#include <perfdata/recording/blg_zone.hpp>

using namespace perfdata;
using namespace std::chrono;

namespace {

constexpr std::size_t zone_at =
    sizeof(blg::buffer_header) + sizeof(blg::system_event_header) + sizeof(blg::log_file_header) + 16;

// Pacific time: summer from the second Sunday of March to the first of November, at 2 o'clock.
byte_buffer pacific() {
  auto bytes = test::blg_writer({.bias_minutes = 480}).finish();
  auto& zone = wire::overlay<blg::time_zone_information>(std::span(bytes).subspan(zone_at));
  zone.standard_date.month = 11;
  zone.standard_date.day = 1;
  zone.standard_date.hour = 2;
  zone.daylight_date.month = 3;
  zone.daylight_date.day = 2;
  zone.daylight_date.hour = 2;
  zone.daylight_bias = -60;
  const char* name = "@tzres.dll,-211";
  for (std::size_t i = 0; name[i] != '\0'; ++i) zone.daylight_name[i] = static_cast<std::uint16_t>(name[i]);
  return bytes;
}

TEST(BlgZone, DaylightSavingFollowsTheRulesOfTheLog) {
  const auto zone = blg_zone::parse(pacific());
  ASSERT_TRUE(zone);
  const auto bias = [&](sys_days day, hours hour) { return zone->bias_at(day + hour); };
  EXPECT_EQ(bias(sys_days(2016y / 1 / 15), 12h), 480min);
  EXPECT_EQ(bias(sys_days(2016y / 7 / 15), 12h), 420min);
  EXPECT_EQ(bias(sys_days(2016y / 3 / 13), 1h), 480min);
  EXPECT_EQ(bias(sys_days(2016y / 3 / 13), 3h), 420min);
  EXPECT_EQ(bias(sys_days(2016y / 11 / 6), 0h), 420min);
  EXPECT_EQ(bias(sys_days(2016y / 11 / 6), 2h), 480min);
}

TEST(BlgZone, NamesOfWindowsResourcesAreTheirEnglishTexts) {
  const auto zone = blg_zone::parse(pacific());
  ASSERT_TRUE(zone);
  EXPECT_EQ(zone->at(sys_days(2016y / 7 / 15)), (pdh_zone{"Pacific Daylight Time", 420}));
  EXPECT_EQ(zone->at(sys_days(2016y / 1 / 15)), (pdh_zone{"Test Time", 480}));
}

TEST(BlgZone, SouthernSummerSpansTheNewYear) {
  auto bytes = pacific();
  auto& zone = wire::overlay<blg::time_zone_information>(std::span(bytes).subspan(zone_at));
  zone.standard_date.month = 3;
  zone.daylight_date.month = 11;
  const auto parsed = blg_zone::parse(bytes);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->bias_at(sys_days(2016y / 1 / 1)), 420min);
  EXPECT_EQ(parsed->bias_at(sys_days(2016y / 7 / 1)), 480min);
}

TEST(BlgZone, BufferWithoutIt) {
  EXPECT_FALSE(blg_zone::parse(byte_buffer(10)));
  EXPECT_FALSE(blg_zone::parse(byte_buffer(4096)));
  auto cut = pacific();
  cut.resize(zone_at + 100);
  EXPECT_FALSE(blg_zone::parse(cut));
}

}  // namespace
