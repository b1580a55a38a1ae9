// One worked example for every counter type, in numbers that can be checked in the head.
#include <bit>
#include <gtest/gtest.h>
#include <set>

#include <perfdata/cook/cook.hpp>

using namespace perfdata;

namespace {

using ct = counter_type;

struct worked {
  ct type;
  std::uint32_t size;
  std::uint64_t n0, n1;
  std::int64_t d0, d1;  // on whichever clock the type uses
  std::int64_t f;
  std::uint64_t b0, b1;
  std::optional<double> value;
};

constexpr std::int64_t second_100ns = 10'000'000;

const worked examples[] = {
    {ct::rawcount_hex, 4, 0, 0xDEADBEEF, 0, 0, 0, 0, 0, 3735928559.0},
    {ct::large_rawcount_hex, 8, 0, 1ULL << 40U, 0, 0, 0, 0, 0, 1099511627776.0},
    {ct::text, 8, 0, 1, 0, 0, 0, 0, 0, std::nullopt},
    {ct::rawcount, 4, 0, 42, 0, 0, 0, 0, 0, 42.0},
    {ct::large_rawcount, 8, 0, 5'000'000'000, 0, 0, 0, 0, 0, 5e9},
    {ct::double_raw, 8, 0, std::bit_cast<std::uint64_t>(0.25), 0, 0, 0, 0, 0, 0.25},
    {ct::delta, 4, 10, 17, 0, 0, 0, 0, 0, 7.0},
    {ct::large_delta, 8, 6'000'000'000, 6'000'000'009, 0, 0, 0, 0, 0, 9.0},
    {ct::sample_counter, 4, 100, 160, 1000, 3000, 1000, 0, 0, 30.0},  // 60 in 2 s
    {ct::queuelen, 4, 0, 500, 0, 200, 100, 0, 0, 2.5},
    {ct::large_queuelen, 8, 0, 500, 0, 200, 100, 0, 0, 2.5},
    {ct::queuelen_100ns, 8, 0, 3 * second_100ns, 0, 2 * second_100ns, 0, 0, 0, 1.5},
    {ct::queuelen_obj_time, 8, 0, 500, 0, 200, 100, 0, 0, 2.5},
    {ct::counter, 4, 100, 160, 1000, 3000, 1000, 0, 0, 30.0},
    {ct::bulk_count, 8, 1'000, 9'000, 0, 4000, 1000, 0, 0, 2000.0},
    {ct::raw_fraction, 4, 0, 25, 0, 0, 0, 0, 200, 12.5},
    {ct::large_raw_fraction, 8, 0, 1ULL << 40U, 0, 0, 0, 0, 1ULL << 42U, 25.0},
    {ct::timer, 8, 0, 300, 0, 400, 100, 0, 0, 75.0},
    {ct::precision_system_timer, 8, 0, 300, 0, 0, 100, 1000, 1400, 75.0},
    {ct::timer_100ns, 8, 0, second_100ns / 4, 0, second_100ns, 0, 0, 0, 25.0},
    {ct::precision_100ns_timer, 8, 0, 30, 0, 0, 0, 100, 200, 30.0},
    {ct::obj_time_timer, 8, 0, 30, 0, 200, 100, 0, 0, 15.0},
    {ct::precision_object_timer, 8, 0, 30, 0, 0, 0, 100, 200, 30.0},
    {ct::sample_fraction, 4, 5, 15, 0, 0, 0, 20, 60, 25.0},
    {ct::timer_inv, 8, 0, 300, 0, 400, 100, 0, 0, 25.0},
    {ct::timer_100ns_inv, 8, 0, second_100ns / 4, 0, second_100ns, 0, 0, 0, 75.0},
    {ct::multi_timer, 8, 0, 3, 0, 400, 100, 0, 3, 25.0},  // 3 s of 3 parts in 4 s
    {ct::multi_timer_100ns, 8, 0, 300, 0, 400, 0, 0, 3, 25.0},
    {ct::multi_timer_inv, 8, 0, 3, 0, 400, 100, 0, 3, 75.0},
    {ct::multi_timer_100ns_inv, 8, 0, 300, 0, 400, 0, 0, 3, 75.0},
    {ct::average_timer, 8, 0, 6'000'000'000, 0, 0, 1'000'000'000, 10, 22, 0.5},  // 6 s for 12 operations
    {ct::elapsed_time, 8, 0, 1'000, 0, 1'500, 100, 0, 0, 5.0},
    {ct::nodata, 8, 0, 1, 0, 0, 0, 0, 0, std::nullopt},
    {ct::average_bulk, 8, 1'000, 9'000, 0, 0, 0, 1, 5, 2000.0},
    {ct::sample_base, 4, 0, 1, 0, 0, 0, 0, 0, std::nullopt},
    {ct::average_base, 4, 0, 1, 0, 0, 0, 0, 0, std::nullopt},
    {ct::raw_base, 4, 0, 1, 0, 0, 0, 0, 0, std::nullopt},
    {ct::large_raw_base, 8, 0, 1, 0, 0, 0, 0, 0, std::nullopt},
    {ct::large_raw_base_wmi, 8, 0, 1, 0, 0, 0, 0, 0, std::nullopt},
    {ct::multi_base, 8, 0, 1, 0, 0, 0, 0, 0, std::nullopt},
    {ct::histogram, 8, 0, 1, 0, 0, 0, 0, 0, std::nullopt},
};

// The clock that the type must use carries the example's times; the others carry times that would give other
// values.
sample_clocks clocks(ct type, std::int64_t time, std::int64_t frequency) {
  sample_clocks c{.perf_time = 7 * time + 1,
                  .perf_freq = 3,
                  .perf_time_100ns = 11 * time + 1,
                  .object_perf_time = 13 * time + 1,
                  .object_perf_freq = 5};
  switch (describe_counter_type(type).clock) {
    case time_base::none: break;
    case time_base::tick: c.perf_time = time, c.perf_freq = frequency; break;
    case time_base::filetime: c.perf_time_100ns = time; break;
    case time_base::object: c.object_perf_time = time, c.object_perf_freq = frequency; break;
  }
  return c;
}

counter_sample sample(const worked& w, std::uint64_t n, std::int64_t d, std::uint64_t b) {
  counter_sample s{.type = w.type, .size = w.size, .value = n, .clocks = clocks(w.type, d, w.f)};
  if (is_multi(w.type)) {
    s.multiplier = static_cast<std::uint32_t>(b);
  } else if (w.b1 != 0) {
    s.base = b;
    s.base_size = w.size;
  }
  return s;
}

TEST(Formula, EveryTypeComesToItsWorkedExample) {
  for (const auto& w : examples) {
    const auto name = describe_counter_type(w.type).name;
    const auto older = sample(w, w.n0, w.d0, w.b0);
    const auto cooked = cook(&older, sample(w, w.n1, w.d1, w.b1));
    ASSERT_EQ(cooked.has_value(), w.value.has_value()) << name << ": " << to_string(cooked.status);
    if (!w.value) continue;
    EXPECT_DOUBLE_EQ(*cooked.value, *w.value) << name;
    EXPECT_EQ(cooked.status, cooked_status::ok) << name;
  }
}

TEST(Formula, NoTypeIsWithoutAnExample) {
  std::set<ct> shown;
  for (const auto& w : examples) shown.insert(w.type);
  for (const auto& info : counter_types()) EXPECT_TRUE(shown.contains(info.type)) << info.name;
}

}  // namespace
