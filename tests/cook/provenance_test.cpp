#include <gtest/gtest.h>

#include <perfdata/cook/provenance.hpp>

using namespace perfdata;

namespace {

counter_sample sample_of(counter_type type, std::uint64_t value, std::int64_t filetime) {
  return {.type = type,
          .size = 8,
          .value = value,
          .clocks = {.perf_time = 5, .perf_freq = 3579545, .perf_time_100ns = filetime}};
}

TEST(Provenance, ShowsEveryNumberThatWentIn) {
  const auto older = sample_of(counter_type::timer_100ns_inv, 100, 1000);
  const auto p = explain(&older, sample_of(counter_type::timer_100ns_inv, 350, 2000));
  EXPECT_EQ(p.type_name, "PERF_100NSEC_TIMER_INV");
  EXPECT_EQ(p.type_code, 0x21510500U);
  EXPECT_EQ(p.clock, "PerfTime100nSec of the block");
  EXPECT_EQ(p.formula, "100 * (1 - (N1 - N0) / (D1 - D0))");
  EXPECT_EQ(p.with_numbers, "100 * (1 - (350 - 100) / (2000 - 1000))");
  EXPECT_EQ(p.frequency, 10'000'000);
  EXPECT_DOUBLE_EQ(*p.result.value, 75.0);
  EXPECT_EQ(p.unit, "%");
}

TEST(Provenance, AverageTimerUsesTheFrequencyAndTheBase) {
  auto older = sample_of(counter_type::average_timer, 9917508496, 0);
  auto newer = sample_of(counter_type::average_timer, 9984340749, 0);
  older.base = 120426;
  newer.base = 122711;
  older.base_size = newer.base_size = 4;
  const auto p = explain(&older, newer);
  EXPECT_EQ(p.with_numbers, "((9984340749 - 9917508496) / 3579545) / (122711 - 120426)");
  EXPECT_FALSE(p.d1);
}

TEST(Provenance, OneSampleLeavesTheNumbersOut) {
  const auto p = explain(nullptr, sample_of(counter_type::timer_100ns, 350, 2000));
  EXPECT_EQ(p.result.status, cooked_status::first_sample);
  EXPECT_FALSE(p.n0);
  EXPECT_TRUE(p.with_numbers.empty());
}

TEST(Provenance, EveryTypeHasAFormulaExactlyWhenItHasAValue) {
  for (const auto& info : counter_types())
    EXPECT_EQ(explain(nullptr, sample_of(info.type, 1, 1)).formula.empty(), info.formula == formula::none)
        << info.name;
}

}  // namespace
