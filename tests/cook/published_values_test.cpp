// Numbers that were published, or computed with exact fractions, beside ours.
#include "tests/support/shared_data.hpp"

#include <charconv>
#include <cmath>
#include <gtest/gtest.h>
#include <sstream>

#include <perfdata/cook/cook.hpp>

using namespace perfdata;
using namespace perfdata::test;

namespace {

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
  return cells;
}

template <class Number>
Number number(const std::string& text, [[maybe_unused]] int base = 10) {
  Number out{};
  if constexpr (std::is_floating_point_v<Number>)
    std::from_chars(text.data(), text.data() + text.size(), out);
  else
    std::from_chars(text.data(), text.data() + text.size(), out, base);
  return out;
}

struct vector_row {
  counter_sample older;
  counter_sample newer;
  std::string expected;
};

// name,type,N0,N1,D0,D1,B0,B1,F,expected,source,note
vector_row read_row(const std::string& line) {
  const auto cell = split(line);
  vector_row row;
  row.expected = cell[9];
  const auto fill = [&](counter_sample& s, const std::string& n, const std::string& d, const std::string& b) {
    s.type = static_cast<counter_type>(number<std::uint32_t>(cell[1].substr(2), 16));
    const bool narrow = (code(s.type) & type_bits::size_mask) == 0 && s.type != counter_type::average_timer &&
                        s.type != counter_type::double_raw;
    s.size = narrow ? 4 : 8;
    if (s.type == counter_type::double_raw && !n.empty())
      s.value = std::bit_cast<std::uint64_t>(number<double>(n));
    else if (!n.empty())
      s.value = number<std::uint64_t>(n);
    if (is_multi(s.type))
      s.multiplier = number<std::uint32_t>(cell[7]);
    else if (!b.empty())
      s.base = number<std::uint64_t>(b), s.base_size = 8;
    const auto time = number<std::int64_t>(d);
    const auto frequency = cell[8].empty() ? 10'000'000 : number<std::int64_t>(cell[8]);
    s.clocks = {.perf_time = time,
                .perf_freq = frequency,
                .perf_time_100ns = time,
                .object_perf_time = time,
                .object_perf_freq = frequency};
  };
  fill(row.older, cell[2], cell[4], cell[6]);
  fill(row.newer, cell[3], cell[5], cell[7]);
  return row;
}

TEST(PublishedValues, EveryVectorOfTheTable) {
  const auto file = shared_data("truth/vectors.csv");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: " << file << " is not here";
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  int checked = 0;
  while (std::getline(in, line)) {
    const auto row = read_row(line);
    const auto cooked = cook(row.older.value ? &row.older : nullptr, row.newer, {.clamp_at_0 = false});
    ++checked;
    if (row.expected == "none" || row.expected.empty()) {
      EXPECT_FALSE(cooked.has_value()) << line;
      continue;
    }
    ASSERT_TRUE(cooked.has_value()) << line << ": " << to_string(cooked.status);
    const auto expected = number<double>(row.expected);
    EXPECT_NEAR(*cooked.value, expected, std::abs(expected) * 1e-12) << line;
  }
  EXPECT_EQ(checked, 49);
}

}  // namespace
