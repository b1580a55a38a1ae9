// The edge rules: what has no value says why.
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <set>

#include <perfdata/cook/cook.hpp>

using namespace perfdata;

namespace {

counter_sample sample(counter_type type, std::uint64_t value, std::int64_t time, std::uint32_t size = 8) {
  return {.type = type,
          .size = size,
          .value = value,
          .clocks = {.perf_time = time,
                     .perf_freq = 1'000'000,
                     .perf_time_100ns = time,
                     .object_perf_time = time,
                     .object_perf_freq = 10'000'000}};
}

counter_sample with_base(counter_sample s, std::uint64_t base, std::uint32_t size) {
  s.base = base;
  s.base_size = size;
  return s;
}

void expect_none(const cooked_value& cooked, cooked_status status) {
  EXPECT_FALSE(cooked.has_value()) << *cooked.value;
  EXPECT_EQ(cooked.status, status) << to_string(cooked.status);
}

void expect_value(const cooked_value& cooked, double value, cooked_status status = cooked_status::ok) {
  ASSERT_TRUE(cooked.has_value()) << to_string(cooked.status);
  EXPECT_DOUBLE_EQ(*cooked.value, value);
  EXPECT_EQ(cooked.status, status) << to_string(cooked.status);
}

TEST(Cook, TheTableNamesEachTypeOnce) {
  std::set<std::uint32_t> codes;
  for (const auto& info : counter_types()) {
    EXPECT_TRUE(codes.insert(code(info.type)).second) << info.name;
    EXPECT_EQ(find_counter_type(info.type), &info);
    EXPECT_TRUE(info.name.starts_with("PERF_")) << info.name;
    EXPECT_FALSE(info.source.empty()) << info.name;
  }
  EXPECT_EQ(find_counter_type(static_cast<counter_type>(0x12345678)), nullptr);
}

TEST(Cook, EveryTwoSampleTypeHasNoValueAtFirst) {
  for (const auto& info : counter_types()) {
    if (!info.needs_two_samples) continue;
    expect_none(cook(nullptr, with_base(sample(info.type, 5, 10), 7, 8)), cooked_status::first_sample);
  }
}

TEST(Cook, MissingBytesAreNoData) {
  for (const auto& info : counter_types()) {
    if (info.formula == formula::none) continue;
    auto missing = sample(info.type, 0, 10);
    missing.value.reset();
    expect_none(cook(nullptr, missing), cooked_status::no_data);
  }
}

TEST(Cook, MissingBaseIsNoBase) {
  for (const auto& info : counter_types()) {
    if (!info.needs_base) continue;
    expect_none(cook(nullptr, sample(info.type, 5, 10)), cooked_status::no_base);
  }
}

TEST(Cook, EightByteCounterThatFellHasNoValue) {
  const auto older = sample(counter_type::bulk_count, 100, 0);
  expect_none(cook(&older, sample(counter_type::bulk_count, 99, 1'000'000)),
              cooked_status::counter_went_back);
}

TEST(Cook, FourByteCounterThatWrappedIsComputedAndMarked) {
  const auto older = sample(counter_type::counter, 4294967000, 0, 4);
  expect_value(cook(&older, sample(counter_type::counter, 408, 1'000'000, 4)), 704, cooked_status::wrapped);
}

TEST(Cook, FourByteCounterThatFellByLittleWentBack) {
  const auto older = sample(counter_type::counter, 5000, 0, 4);
  expect_none(cook(&older, sample(counter_type::counter, 4000, 1'000'000, 4)),
              cooked_status::counter_went_back);
}

TEST(Cook, SameSampleTwiceIsNoTime) {
  const auto s = sample(counter_type::timer_100ns, 5, 10);
  expect_none(cook(&s, s), cooked_status::zero_time);
}

TEST(Cook, ClockThatWentBack) {
  const auto older = sample(counter_type::timer_100ns, 5, 10);
  expect_none(cook(&older, sample(counter_type::timer_100ns, 6, 9)), cooked_status::clock_went_back);
}

TEST(Cook, FrequencyOfNothing) {
  const auto older = sample(counter_type::counter, 5, 10, 4);
  auto newer = sample(counter_type::counter, 6, 20, 4);
  newer.clocks.perf_freq = 0;
  expect_none(cook(&older, newer), cooked_status::bad_frequency);
}

TEST(Cook, TypeOrSizeThatChanged) {
  const auto older = sample(counter_type::counter, 5, 10, 4);
  expect_none(cook(&older, sample(counter_type::counter, 6, 20, 8)), cooked_status::type_changed);
  expect_none(cook(&older, sample(counter_type::bulk_count, 6, 20, 4)), cooked_status::type_changed);
}

TEST(Cook, IdleDiskHasNoEvents) {
  const auto older = with_base(sample(counter_type::average_bulk, 4096, 0), 12, 4);
  expect_value(cook(&older, with_base(sample(counter_type::average_bulk, 4096, 10), 12, 4)), 0,
               cooked_status::no_events);
  expect_none(cook(&older, with_base(sample(counter_type::average_bulk, 8192, 10), 12, 4)),
              cooked_status::zero_base);
}

TEST(Cook, FourByteBaseMayWrap) {
  const auto older = with_base(sample(counter_type::average_bulk, 1000, 0), 0xFFFFFFFF, 4);
  expect_value(cook(&older, with_base(sample(counter_type::average_bulk, 1400, 10), 3, 4)), 100);
}

TEST(Cook, FractionOfNothing) {
  expect_none(cook(nullptr, with_base(sample(counter_type::raw_fraction, 5, 0, 4), 0, 4)),
              cooked_status::zero_base);
}

TEST(Cook, IdleThatRanAheadOfTheClockIsShownAsZero) {
  const auto older = sample(counter_type::timer_100ns_inv, 1195252031250, 130058025308440540);
  const auto newer = sample(counter_type::timer_100ns_inv, 1195262187500, 130058025318440911);
  expect_value(cook(&older, newer), 0, cooked_status::clamped_low);
  expect_value(cook(&older, newer, {.clamp_at_0 = false}), -1.5587321710364546);
}

TEST(Cook, PercentIsCappedOnlyWhenAsked) {
  const auto older = sample(counter_type::timer_100ns, 0, 0);
  const auto newer = sample(counter_type::timer_100ns, 25, 10);
  expect_value(cook(&older, newer), 250);
  expect_value(cook(&older, newer, {.cap_at_100 = true}), 100, cooked_status::clamped_high);
}

TEST(Cook, AverageTimerIsReadWithEightBytes) {  // its type bits say four
  auto older = with_base(sample(counter_type::average_timer, 9917508496, 0), 120426, 4);
  auto newer = with_base(sample(counter_type::average_timer, 9984340749, 0), 122711, 4);
  newer.clocks.perf_freq = 3579545;
  expect_value(cook(&older, newer), 0.008170940934075234);
}

TEST(Cook, ElapsedTimeUsesTheObjectsClock) {
  auto s = sample(counter_type::elapsed_time, 128315920365000000, 1);
  s.clocks.object_perf_time = 128315940986157831;
  expect_value(cook(nullptr, s), 2062.1157831);
  s.clocks.object_perf_time = 1;
  expect_none(cook(nullptr, s), cooked_status::clock_went_back);
}

TEST(Cook, BitsOfEveryNamedTypeDefineItsRow) {  // so an unnamed combination of the same bits is cooked alike
  for (const auto& named : counter_types()) {
    if (named.type == counter_type::double_raw) continue;             // no bit tells a double
    auto twin = static_cast<counter_type>(code(named.type) | 0x10U);  // a bit that means nothing
    const auto derived = describe_counter_type(twin);
    EXPECT_TRUE(derived.name.empty()) << named.name;
    EXPECT_EQ(derived.formula, named.formula) << named.name;
    EXPECT_EQ(derived.needs_two_samples, named.needs_two_samples) << named.name;
    EXPECT_EQ(derived.needs_base, named.needs_base) << named.name;
    if (named.formula == formula::none) continue;
    EXPECT_EQ(derived.unit, named.unit) << named.name;
    EXPECT_EQ(derived.clock, named.clock) << named.name;
  }
}

TEST(Cook, UnnamedTypeIsCookedFromItsBits) {
  const auto rate_of_100ns = static_cast<counter_type>(0x10510500);
  const auto older = sample(rate_of_100ns, 100, 0);
  expect_value(cook(&older, sample(rate_of_100ns, 400, 20'000'000)), 150);
}

TEST(Cook, UnknownAndHiddenTypes) {
  expect_none(cook(nullptr, sample(static_cast<counter_type>(0x00060400), 1, 1)), cooked_status::unsupported);
  expect_none(cook(nullptr, sample(counter_type::average_base, 1, 1)), cooked_status::not_numeric);
}

TEST(Cook, NoInputMakesInfinitiesOrNaN) {
  const std::uint64_t values[] = {0, 1, 0x7FFFFFFF, 0xFFFFFFFF, std::numeric_limits<std::uint64_t>::max()};
  const std::int64_t times[] = {std::numeric_limits<std::int64_t>::min(), -1, 0, 1,
                                std::numeric_limits<std::int64_t>::max()};
  for (const auto& info : counter_types())
    for (const auto n0 : values)
      for (const auto n1 : values)
        for (const auto t0 : times)
          for (const auto t1 : times) {
            if (info.type == counter_type::double_raw) continue;  // the producer's own bits
            const auto older = with_base(sample(info.type, n0, t0), n1, 8);
            const auto newer = with_base(sample(info.type, n1, t1), n0, 8);
            const auto cooked = cook(&older, newer);
            if (cooked.has_value()) {
              EXPECT_TRUE(std::isfinite(*cooked.value)) << info.name;
            }
          }
}

}  // namespace
