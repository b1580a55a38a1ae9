#include "monitor/fleet/counter_parts.hpp"

#include <gtest/gtest.h>

namespace perfdata::fleet {
namespace {

constexpr sample_clocks clocks{.perf_time = 50'000, .perf_freq = 1000, .perf_time_100ns = 600'000'000};

counter_sample sample(counter_type type, std::uint64_t value, std::optional<std::uint64_t> base = {}) {
  return {
      .type = type, .size = 8, .value = value, .base = base, .base_size = base ? 8U : 0U, .clocks = clocks};
}

std::vector<double> values(const counter_sample& newer, const counter_sample* older = nullptr) {
  const auto type = describe_counter_type(newer.type);
  std::vector<double> out;
  for (const auto& part : parts_of(type, older != nullptr))
    if (const auto value = value_of(part, type, older, newer)) out.push_back(*value);
  return out;
}

TEST(CounterParts, OfARateIsWhatItCounts) {
  EXPECT_EQ(values(sample(counter_type::counter, 700)), (std::vector<double>{700}));
  EXPECT_EQ(parts_of(describe_counter_type(counter_type::counter), false).front().kind, metric_kind::counter);
}

TEST(CounterParts, OfATimerAreSecondsOfItsClock) {
  EXPECT_EQ(values(sample(counter_type::timer_100ns, 25'000'000)), (std::vector<double>{2.5}));
  EXPECT_EQ(values(sample(counter_type::timer, 2500)), (std::vector<double>{2.5}));
  EXPECT_EQ(parts_of(describe_counter_type(counter_type::timer_100ns_inv), false).front().word, "inverse");
}

TEST(CounterParts, OfAnAverageAreNumeratorAndBase) {
  EXPECT_EQ(values(sample(counter_type::average_timer, 500, 8)), (std::vector<double>{0.5, 8}));
  EXPECT_EQ(values(sample(counter_type::average_bulk, 4096, 2)), (std::vector<double>{4096, 2}));
}

TEST(CounterParts, OfAFractionAreGauges) {
  const auto parts = parts_of(describe_counter_type(counter_type::raw_fraction), false);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].kind, metric_kind::gauge);
  EXPECT_EQ(parts[1].kind, metric_kind::gauge);
}

TEST(CounterParts, CookedIsWhatPerfMonShowsInBaseUnits) {
  auto older = sample(counter_type::raw_fraction, 10, 40);
  EXPECT_EQ(values(sample(counter_type::raw_fraction, 10, 40), &older), (std::vector<double>{10, 40, 0.25}));
}

TEST(CounterParts, AreLeftOutWhereTheSampleDoesNotHoldThem) {
  EXPECT_TRUE(values({.type = counter_type::rawcount, .size = 4, .clocks = clocks}).empty());
  EXPECT_TRUE(values(sample(counter_type::text, 1)).empty());
  auto no_clock = sample(counter_type::timer, 1);
  no_clock.clocks.perf_freq = 0;
  EXPECT_TRUE(values(no_clock).empty());
}

}  // namespace
}  // namespace perfdata::fleet
