// Numbers that were published, or computed with exact fractions, beside ours.
#include "tests/support/shared_data.hpp"

#include <charconv>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
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

// A cell of PDH's CSV without its quotes; a blank cell has no value.
std::vector<std::vector<std::string>> read_pdh_csv(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) {
    auto cells = split(line);
    for (auto& cell : cells) {
      std::erase(cell, '"');
      std::erase(cell, '\r');
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

// sample,filetime_local,path,type,timebase,status,first,second,multi: what PDH keeps of a counter in a binary
// log.
counter_sample read_raw(const std::vector<std::string>& cell) {
  counter_sample s;
  s.type = static_cast<counter_type>(number<std::uint32_t>(cell[3].substr(2), 16));
  s.size = (code(s.type) & type_bits::size_mask) == 0 ? 4 : 8;
  s.value = number<std::uint64_t>(cell[6]);
  const auto frequency = number<std::int64_t>(cell[4]);
  if (describe_counter_type(s.type).needs_base) {
    s.base = number<std::uint64_t>(cell[7]);
    s.base_size = 8;
  }
  const auto second = number<std::int64_t>(cell[7]);
  s.clocks = {.perf_time = second, .perf_freq = frequency, .perf_time_100ns = second};
  return s;
}

TEST(PublishedValues, EveryValueThatPdhPrintedForARealLog) {
  const auto raw_file = shared_data("truth/powershell_countersamples_raw.csv");
  const auto csv_file = shared_data("text/powershell-countersamples-by-pdh.csv");
  if (!std::filesystem::exists(raw_file) || !std::filesystem::exists(csv_file))
    GTEST_SKIP() << "skipped: " << raw_file << " or " << csv_file << " is not here";
  const auto printed = read_pdh_csv(csv_file);
  std::map<std::string, std::vector<counter_sample>> series;
  std::ifstream in(raw_file);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) series[split(line)[2]].push_back(read_raw(split(line)));

  int values = 0;
  for (std::size_t column = 1; column < printed[0].size(); ++column) {
    const std::string path = printed[0][column].substr(std::string(R"(\\charlieparker\)").size());
    ASSERT_TRUE(series.contains(path)) << path;
    const auto& samples = series[path];
    ASSERT_EQ(samples.size(), printed.size() - 1) << path;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const auto cooked = cook(i == 0 ? nullptr : &samples[i - 1], samples[i]);
      const std::string& cell = printed[i + 1][column];
      ASSERT_EQ(cooked.has_value(), cell != " ")
          << path << " sample " << i << ": " << to_string(cooked.status);
      if (!cooked.has_value()) continue;
      const auto expected = number<double>(cell);
      EXPECT_NEAR(*cooked.value, expected, std::abs(expected) * 1e-12) << path << " sample " << i;
      ++values;
    }
  }
  EXPECT_EQ(values, 242);  // 10 counters x 25 samples, less the first sample of 8 rates
}

}  // namespace
