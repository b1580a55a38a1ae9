#include <gtest/gtest.h>
#include <map>
#include <string>
#include <tests/support/log_reading.hpp>
#include <tests/support/scratch_folder.hpp>

#include <perfdata/collect/collector.hpp>
#include <perfdata/connection/timeline.hpp>
#include <perfdata/recording/file_source.hpp>
#include <perfdata/recording/logged_source.hpp>

using namespace perfdata;
using namespace std::chrono_literals;

namespace {

constexpr const char* two_machines =
    "\"(PDH-CSV 4.0) (UTC)(0)\",\"\\\\A\\Processor(_Total)\\% Processor Time\",\"\\\\A\\Memory\\Available "
    "Bytes\","
    "\"\\\\B\\Made Up(x/y#2)\\Things\"\n"
    "\"01/01/2020 00:00:00.000\",\" \",\"100\",\"7\"\n"
    "\"01/01/2020 00:00:01.000\",\"12.5\",\"101\",\" \"\n"
    "\"01/01/2020 00:00:02.000\",\"25\",\"102\",\"9\"\n";

std::map<std::string, std::string> values_of(const collection& collected) {
  std::map<std::string, std::string> values;
  for (const auto& row : collected.rows)
    values[row.path] =
        row.cooked.value ? std::to_string(*row.cooked.value) : std::string(to_string(row.cooked.status));
  return values;
}

std::vector<counter_path> paths(std::initializer_list<const char*> texts) {
  std::vector<counter_path> all;
  for (const char* text : texts) all.push_back(*counter_path::parse(text));
  return all;
}

class LoggedSource : public testing::Test {
 protected:
  std::unique_ptr<counter_source> open(const std::string& text, const std::string& host = {}) {
    test::write_text(folder / "log", text);
    auto source = open_file_source(folder / "log", host);
    EXPECT_TRUE(source) << source.error().message;
    return source ? std::move(*source) : nullptr;
  }
  test::scratch_folder folder;
};

TEST_F(LoggedSource, CsvIsCollectedAsAHostIs) {
  const auto source = open(two_machines);
  ASSERT_TRUE(source);
  EXPECT_EQ(source->machine(), "A");
  const auto names = read_names(*source);
  ASSERT_TRUE(names);
  collector collected(*source, *names);
  ASSERT_TRUE(collected.select(paths({R"(\Processor(*)\% Processor Time)", R"(\Memory\Available Bytes)"})));
  const auto first = collected.collect();
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(values_of(**first).at(R"(\\A\Processor(_Total)\% Processor Time)"), "no data");
  EXPECT_EQ(values_of(**first).at(R"(\\A\Memory\Available Bytes)"), "100.000000");
  const auto second = collected.collect();
  ASSERT_TRUE(second);
  EXPECT_EQ(values_of(**second).at(R"(\\A\Processor(_Total)\% Processor Time)"), "12.500000");
  EXPECT_EQ((*second)->time, std::chrono::sys_days(2020y / 1 / 1) + 1s);
  ASSERT_TRUE(collected.collect());
  const auto end = collected.collect();
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().code, errc::end_of_recording);
}

TEST_F(LoggedSource, CatalogHasTheCountersThatTheFirstLineLacks) {
  const auto source = open(two_machines);
  const auto names = read_names(*source);
  ASSERT_TRUE(names);
  const auto listed = read_catalog(*source, *names);
  ASSERT_TRUE(listed) << listed.error().message;
  ASSERT_EQ(listed->objects.size(), 2U);
  EXPECT_EQ(listed->objects[0].name, "Processor");
  EXPECT_EQ(listed->objects[0].title_index, 238U);
  EXPECT_EQ(listed->objects[0].instances, std::vector<std::string>{"_Total"});
  EXPECT_TRUE(listed->defects.empty());
}

TEST_F(LoggedSource, QuestionsOfOneMomentAreAnsweredTogether) {
  const auto source = open(two_machines);
  byte_buffer answer;
  for (const char* question : {"Global", "238", "4", "4 238"}) ASSERT_TRUE(source->query(question, answer));
  auto& moments = *source->recorded();
  const auto start = std::chrono::sys_days(2020y / 1 / 1);
  EXPECT_EQ(moments.current(), start + 0s);
  EXPECT_EQ(moments.upcoming(), start + 1s);
  EXPECT_EQ(moments.after_upcoming(), start + 2s);
  ASSERT_TRUE(source->query("238", answer));
  EXPECT_EQ(moments.current(), start + 1s);
  EXPECT_FALSE(source->query("Counter 007", answer));
}

TEST_F(LoggedSource, GoesToTheSampleAtOrBeforeATime) {
  const auto source = open(two_machines);
  auto& moments = *source->recorded();
  const auto start = std::chrono::sys_days(2020y / 1 / 1);
  const std::pair<std::chrono::milliseconds, std::chrono::milliseconds> cases[] = {
      {-5s, 0s}, {0s, 0s}, {1999ms, 1s}, {2s, 2s}, {9s, 2s}, {500ms, 0s}};
  for (const auto& [asked, stands] : cases) {
    moments.seek(start + asked);
    EXPECT_EQ(moments.upcoming(), start + stands) << asked.count();
    EXPECT_FALSE(moments.current());
  }
}

TEST_F(LoggedSource, OneOfSeveralMachinesIsAskedForByName) {
  const auto source = open(two_machines, "b");
  ASSERT_TRUE(source);
  EXPECT_EQ(source->machine(), "B");
  const auto names = read_names(*source);
  ASSERT_TRUE(names);
  collector collected(*source, *names);
  ASSERT_TRUE(collected.select(paths({R"(\Made Up(*)\*)"})));
  const auto first = collected.collect();
  ASSERT_TRUE(first);
  EXPECT_EQ(values_of(**first).at(R"(\\B\Made Up(x/y#2)\Things)"), "7.000000");
  const auto none = open_file_source(folder / "log", "c");
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().advice.find("A, B"), std::string::npos);
  EXPECT_NE(none.error().message.find(folder / "log"), std::string::npos);
}

TEST_F(LoggedSource, RawValuesAreCookedFromWhatTheyWere) {
  const std::vector<log_column> columns{{R"(\\H\Disk(a)\Reads/sec)", counter_type::bulk_count},
                                        {R"(\\H\Disk(b)\Reads/sec)", counter_type::bulk_count},
                                        {R"(\\H\Disk(b)\Queue)", counter_type::large_rawcount}};
  std::vector<log_sample> samples;
  for (std::uint64_t i = 0; i < 3; ++i) {
    log_sample sample{.time = std::chrono::sys_seconds(1'600'000'000s + std::chrono::seconds(i))};
    for (const auto& column : columns)
      sample.raw.push_back({.type = *column.type,
                            .size = 8,
                            .value = 100 * i,
                            .clocks = {.perf_time = static_cast<std::int64_t>(10 * i), .perf_freq = 10}});
    if (i == 1) sample.raw[0].value.reset();
    samples.push_back(sample);
  }
  const auto source = open_logged_source(std::make_unique<test::scripted_log>(columns, samples));
  ASSERT_TRUE(source);
  collector collected(**source, *read_names(**source));
  ASSERT_TRUE(collected.select(paths({R"(\Disk(*)\*)"})));
  ASSERT_TRUE(collected.collect());
  const auto second = collected.collect();
  ASSERT_TRUE(second);
  const auto values = values_of(**second);
  EXPECT_FALSE(values.contains(R"(\\H\Disk(a)\Reads/sec)"));  // no value is made up for it
  EXPECT_EQ(values.at(R"(\\H\Disk(b)\Reads/sec)"), "100.000000");
  EXPECT_EQ(values.at(R"(\\H\Disk(b)\Queue)"), "100.000000");
  const auto third = collected.collect();
  ASSERT_TRUE(third);
  EXPECT_EQ(values_of(**third).at(R"(\\H\Disk(b)\Reads/sec)"), "100.000000");
  EXPECT_EQ(values_of(**third).at(R"(\\H\Disk(a)\Reads/sec)"), "first sample");
}

TEST_F(LoggedSource, ColumnsThatAreNoCountersMakeNoSource) {
  const auto source = open_logged_source(std::make_unique<test::scripted_log>(
      std::vector<log_column>{{"just a word"}}, std::vector<log_sample>{}));
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, errc::not_found);
}

}  // namespace
