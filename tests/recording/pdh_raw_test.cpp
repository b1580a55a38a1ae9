#include <gtest/gtest.h>

#include <perfdata/cook/cook.hpp>
#include <perfdata/recording/pdh_raw.hpp>

using namespace perfdata;

namespace {

constexpr std::int64_t time_base = 10'000'000;

double cooked(counter_type type, const pdh_raw& before, const pdh_raw& after) {
  const pdh_raw_reading reading({type, time_base});
  const auto older = reading.sample(before);
  const auto value = cook(&older, reading.sample(after));
  EXPECT_TRUE(value.value) << to_string(value.status);
  return value.value.value_or(-1);
}

TEST(PdhRaw, SecondValueIsTheClockThatTheTypeNeeds) {
  EXPECT_EQ(cooked(counter_type::bulk_count, {100, 0, 1}, {300, 2 * time_base, 1}), 100);
  EXPECT_EQ(cooked(counter_type::timer_100ns, {0, 0, 1}, {time_base / 4, time_base, 1}), 25);
  EXPECT_EQ(cooked(counter_type::elapsed_time, {}, {10 * time_base, 15 * time_base, 1}), 5);
}

TEST(PdhRaw, SecondValueIsTheBaseOfTypesThatHaveOne) {
  EXPECT_EQ(cooked(counter_type::raw_fraction, {}, {1, 4, 1}), 25);
  EXPECT_EQ(cooked(counter_type::average_bulk, {0, 0, 1}, {100, 50, 1}), 2);
  EXPECT_EQ(cooked(counter_type::average_timer, {0, 0, 1}, {time_base, 4, 1}), 0.25);
  EXPECT_EQ(cooked(counter_type::precision_100ns_timer, {0, 0, 1}, {time_base, 2 * time_base, 1}), 50);
}

TEST(PdhRaw, BaseOfFourBytesRunsOver) {
  EXPECT_EQ(cooked(counter_type::average_bulk, {0, 0xFFFFFFFF, 1}, {100, 49, 1}), 2);
}

TEST(PdhRaw, MultiplierIsThatOfMultiTypes) {
  EXPECT_EQ(cooked(counter_type::multi_timer_100ns, {0, 0, 4}, {time_base, time_base, 4}), 25);
}

TEST(PdhRaw, SampleTurnsBackIntoWhatItWas) {
  for (const auto type : {counter_type::bulk_count, counter_type::timer_100ns_inv, counter_type::raw_fraction,
                          counter_type::average_timer, counter_type::elapsed_time, counter_type::rawcount,
                          counter_type::multi_timer}) {
    const pdh_raw raw{.first = 12345678901,
                      .second = type == counter_type::rawcount ? 0U : 77U,
                      .multi = type == counter_type::multi_timer ? 3U : 1U};
    const auto sample = pdh_raw_reading({type, time_base}).sample(raw);
    const auto back = to_pdh_raw(sample);
    EXPECT_EQ(back.first, raw.first);
    EXPECT_EQ(back.second, raw.second) << code(type);
    EXPECT_EQ(back.multi, raw.multi);
    EXPECT_EQ(pdh_time_base(sample), time_base) << code(type);
  }
}

}  // namespace
