#include <gtest/gtest.h>
#include <tests/support/log_reading.hpp>

#include <perfdata/recording/log_query.hpp>
#include <perfdata/recording/merged_log.hpp>
#include <perfdata/recording/pdh_raw.hpp>

using namespace perfdata;
using namespace std::chrono_literals;
using test::read_cooked;
using test::scripted_log;

namespace {

constexpr std::chrono::sys_time<hundred_ns> start = std::chrono::sys_days(std::chrono::year(2020) / 1 / 1);
constexpr std::int64_t ticks_a_second = 10'000'000;

// A counter that grows by n in the n-th second, so that a rate over any span is known.
std::unique_ptr<counter_log_reader> rates(int count, const std::string& path = R"(\\H\o\rate)") {
  std::vector<log_sample> samples;
  std::uint64_t total = 0;
  const pdh_raw_reading reading({counter_type::bulk_count, ticks_a_second});
  for (int i = 0; i < count; ++i) {
    total += static_cast<std::uint64_t>(i);
    samples.push_back({.time = start + std::chrono::seconds(i),
                       .raw = {reading.sample(
                           {.first = total, .second = static_cast<std::uint64_t>(i * ticks_a_second)})}});
  }
  return std::make_unique<scripted_log>(std::vector<log_column>{{path, counter_type::bulk_count}}, samples);
}

std::unique_ptr<counter_log_reader> numbers(const std::vector<double>& values, const std::string& path,
                                            std::chrono::milliseconds offset = 0ms) {
  std::vector<log_sample> samples;
  for (const double value : values)
    samples.push_back({.time = start + offset + std::chrono::seconds(samples.size()),
                       .values = {{value, cooked_status::ok}}});
  return std::make_unique<scripted_log>(std::vector<log_column>{{path}}, samples);
}

std::vector<double> values_of(const std::vector<test::read_sample>& samples) {
  std::vector<double> values;
  for (const auto& sample : samples) values.push_back(sample.values.begin()->second.value_or(-1));
  return values;
}

TEST(LogQuery, CooksEachSampleAgainstTheOneBefore) {
  EXPECT_EQ(values_of(read_cooked(rates(5))), (std::vector<double>{-1, 1, 2, 3, 4}));
}

TEST(LogQuery, SampleBeforeTheBeginServesTheFirstOne) {
  const auto samples = read_cooked(rates(8), {.begin = start + 3s, .end = start + 5s});
  EXPECT_EQ(values_of(samples), (std::vector<double>{3, 4, 5}));
  EXPECT_EQ(samples.front().time, start + 3s);
}

TEST(LogQuery, EveryNthIsARateOverAllTheTimeBetween) {
  EXPECT_EQ(values_of(read_cooked(rates(7), {.every_nth = 3})), (std::vector<double>{-1, 2, 5}));
}

TEST(LogQuery, SpansOfTheClockTakeTheLastRawValueAndTheMeanOfNumbers) {
  const auto samples = read_cooked(rates(7), {.every = 2s});
  EXPECT_EQ(values_of(samples), (std::vector<double>{-1, 1.5, 3.5, 5.5}));
  EXPECT_EQ(samples.back().time, start + 6s);
  const auto means = read_cooked(numbers({1, 2, 4, 6, 8}, R"(\\H\o\c)"), {.every = 2s});
  EXPECT_EQ(values_of(means), (std::vector<double>{1, 3, 7}));
}

TEST(LogQuery, AnotherProcessUnderTheSameNameBeginsAnewEvenWhenThinned) {
  std::vector<log_sample> samples;
  const pdh_raw_reading reading({counter_type::bulk_count, ticks_a_second});
  for (std::uint64_t i = 0; i < 5; ++i)
    samples.push_back({.time = start + std::chrono::seconds(i),
                       .raw = {reading.sample({.first = 10 * i, .second = i * 10'000'000})}});
  samples[1].fresh = {0};
  auto log = std::make_unique<scripted_log>(std::vector<log_column>{{R"(\\H\o\c)", counter_type::bulk_count}},
                                            samples);
  EXPECT_EQ(values_of(read_cooked(std::move(log), {.every_nth = 2})), (std::vector<double>{-1, -1, 10}));
}

TEST(LogQuery, PathsChooseColumnsWithWildcardsIndexesAndNumbersOfNamesakes) {
  const auto matches = [](const char* wanted, const char* column) {
    return matches_column(*counter_path::parse(wanted), *counter_path::parse(column));
  };
  EXPECT_TRUE(matches(R"(\Processor(*)\% *)", R"(\\H\processor(_Total)\% user time)"));
  EXPECT_TRUE(matches(R"(\238(_Total)\6)", R"(\\H\Processor(_total)\% Processor Time)"));
  EXPECT_TRUE(matches(R"(\\h*\o(a)\c)", R"(\\HOST\o(a)\c)"));
  EXPECT_FALSE(matches(R"(\\other\o(a)\c)", R"(\\HOST\o(a)\c)"));
  EXPECT_FALSE(matches(R"(\o(a)\c)", R"(\\HOST\o(a#1)\c)"));
  EXPECT_TRUE(matches(R"(\o(a#1)\c)", R"(\\HOST\o(a#1)\c)"));
  EXPECT_TRUE(matches(R"(\o(*)\c)", R"(\\HOST\o(a#1)\c)"));
  EXPECT_TRUE(matches(R"(\o(*)\c)", R"(\\HOST\o\c)"));
  EXPECT_FALSE(matches(R"(\o\c)", R"(\\HOST\o(a)\c)"));
}

TEST(LogQuery, RewindGivesTheSameAgain) {
  const auto log = query_log(rates(6), {.begin = start + 2s, .every = 2s});
  const auto once = values_of(test::read_all(*log));
  ASSERT_TRUE(log->rewind());
  EXPECT_EQ(values_of(test::read_all(*log)), once);
}

TEST(MergedLog, SamplesComeInTheOrderOfTimeAndTogetherWhenTheyAreOfOneMoment) {
  std::vector<std::unique_ptr<counter_log_reader>> logs;
  logs.push_back(numbers({1, 2, 3}, R"(\\A\o\c)"));
  logs.push_back(numbers({10, 20}, R"(\\B\o\c)"));
  logs.push_back(numbers({7}, R"(\\C\o\c)", 1500ms));
  const auto merged = merge_logs(std::move(logs));
  const auto samples = test::read_all(*merged);
  ASSERT_EQ(samples.size(), 4U);
  EXPECT_EQ(samples[0].values.size(), 2U);
  EXPECT_EQ(samples[2].time, start + 1500ms);
  EXPECT_EQ(samples[2].values.at(R"(\\C\o\c)"), 7);
  EXPECT_EQ(samples[3].values.at(R"(\\A\o\c)"), 3);
}

TEST(MergedLog, LogsOfOneHostAfterEachOtherShareTheirColumns) {
  std::vector<std::unique_ptr<counter_log_reader>> logs;
  logs.push_back(numbers({1, 2}, R"(\\A\o\c)"));
  logs.push_back(numbers({3, 4}, R"(\\a\O\C)", 10s));
  const auto merged = merge_logs(std::move(logs));
  EXPECT_EQ(merged->columns().size(), 1U);
  EXPECT_EQ(values_of(test::read_all(*merged)), (std::vector<double>{1, 2, 3, 4}));
}

TEST(MergedLog, OneClockFillsTheRows) {
  std::vector<std::unique_ptr<counter_log_reader>> logs;
  logs.push_back(query_log(numbers({1, 2, 3}, R"(\\A\o\c)", 100ms), {.every = 1s}));
  logs.push_back(query_log(numbers({4, 5, 6}, R"(\\B\o\c)", 700ms), {.every = 1s}));
  const auto merged = merge_logs(std::move(logs));
  for (const auto& sample : test::read_all(*merged)) EXPECT_EQ(sample.values.size(), 2U);
}

}  // namespace
