// What the writers write, read back.
#include <filesystem>
#include <gtest/gtest.h>
#include <tests/support/captured_process.hpp>
#include <tests/support/log_reading.hpp>

#include <perfdata/recording/counter_log_format.hpp>
#include <perfdata/recording/jsonl_log.hpp>
#include <perfdata/recording/pdh_raw.hpp>
#include <perfdata/recording/sqlite_log.hpp>

using namespace perfdata;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::sys_time<hundred_ns> first_time =
    std::chrono::sys_days(std::chrono::year(2020) / 1 / 1);

const std::vector<log_column> columns{
    {R"(\\H\Processor(_Total)\% Processor Time)", counter_type::timer_100ns_inv, 0},
    {R"(\\H\Thread(Idle/0#3)\"odd" name)", counter_type::large_rawcount, -3},
    {R"(\\H\LogicalDisk(/home)\Free)", counter_type::raw_fraction, 1},
    {R"(\\H\Memory\Text)", std::nullopt, 0}};

std::vector<log_sample> samples() {
  std::vector<log_sample> all;
  for (std::uint64_t i = 0; i < 4; ++i) {
    log_sample sample{.time = first_time + std::chrono::milliseconds(1500 * i),
                      .raw = std::vector<counter_sample>(4)};
    const std::int64_t second = 10'000'000;
    sample.raw[0] = pdh_raw_reading({counter_type::timer_100ns_inv, second})
                        .sample({i * 5'000'000'000, i * 15'000'000'000, 1});
    if (i != 1) sample.raw[1] = pdh_raw_reading({counter_type::large_rawcount, second}).sample({~i, 0, 1});
    sample.raw[2] = pdh_raw_reading({counter_type::raw_fraction, second}).sample({i, 0xFFFFFFFF, 1});
    sample.values.resize(4);
    if (i > 0) sample.values[0] = {100.0 * 2 / 3, cooked_status::ok};
    if (i != 1) sample.values[1] = {static_cast<double>(~i), cooked_status::ok};
    sample.values[2] = {100.0 * static_cast<double>(i) / 4294967295.0, cooked_status::ok};
    sample.values[3] = {0.1, cooked_status::ok};
    all.push_back(std::move(sample));
  }
  return all;
}

class EveryFormat : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(WrittenLogs, EveryFormat, testing::Values("csv", "tsv", "sqlite", "jsonl"),
                         [](const auto& instance) { return std::string(instance.param); });

void write(const std::string& file, log_format format) {
  const auto writer = create_counter_log(file, format, {"Test Time", 60}, "a title");
  ASSERT_TRUE(writer) << writer.error().message;
  for (const auto& sample : samples()) ASSERT_TRUE((*writer)->write(columns, sample));
  ASSERT_TRUE((*writer)->finish(columns));
}

bool is_missing_here(const result<std::unique_ptr<counter_log_writer>>& made) {
  return !made && made.error().code == errc::unsupported;
}

TEST_P(EveryFormat, ReadsBackWhatWasWritten) {
  const test::scratch_folder folder;
  const auto format = log_format_named(GetParam());
  ASSERT_TRUE(format);
  if (is_missing_here(create_counter_log(folder / "try", *format, {}, "")))
    GTEST_SKIP() << "skipped: this build has no SQLite";
  const std::string file = folder / (std::string("log.") + GetParam());
  write(file, *format);
  const auto log = open_counter_log(file);
  ASSERT_TRUE(log) << log.error().message;
  ASSERT_TRUE((*log)->learn_columns());
  ASSERT_EQ((*log)->columns().size(), columns.size());
  const auto read = test::read_all(**log);
  const auto written = samples();
  ASSERT_EQ(read.size(), written.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    EXPECT_EQ(read[i].time, written[i].time);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const auto there = read[i].values.find(columns[c].path);
      const auto value = there == read[i].values.end() ? std::nullopt : there->second;
      EXPECT_EQ(value, written[i].values[c].value) << columns[c].path << " of sample " << i;
    }
  }
}

TEST_P(EveryFormat, BeginsAgainInTheMiddle) {
  const test::scratch_folder folder;
  const auto format = log_format_named(GetParam());
  ASSERT_TRUE(format);
  if (is_missing_here(create_counter_log(folder / "try", *format, {}, "")))
    GTEST_SKIP() << "skipped: this build has no SQLite";
  write(folder / "log", *format);
  auto log = open_counter_log(folder / "log");
  ASSERT_TRUE(log) << log.error().message;
  const auto from = test::read_cooked(std::move(*log), {.begin = first_time + 1500ms});
  ASSERT_EQ(from.size(), 3U);
  EXPECT_NEAR(*from[0].values.at(columns[0].path), 100.0 * 2 / 3, 1e-12);
}

class WithRawValues : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(WrittenLogs, WithRawValues, testing::Values("sqlite", "jsonl"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST_P(WithRawValues, KeepsWhatCookingNeeds) {
  const test::scratch_folder folder;
  const auto format = log_format_named(GetParam());
  if (is_missing_here(create_counter_log(folder / "try", *format, {}, "")))
    GTEST_SKIP() << "skipped: this build has no SQLite";
  write(folder / "log", *format);
  const auto log = open_counter_log(folder / "log");
  ASSERT_TRUE(log) << log.error().message;
  ASSERT_TRUE((*log)->learn_columns());
  log_sample sample;
  for (const auto& written : samples()) {
    ASSERT_TRUE(*(*log)->read(sample));
    for (std::size_t c = 0; c < 3; ++c) {
      ASSERT_EQ(sample.raw[c].value, written.raw[c].value);
      if (written.raw[c].value) {
        EXPECT_EQ(sample.raw[c], written.raw[c]);
      }
    }
  }
}

TEST(JsonlLog, LinesThatAreNoSampleAreSkippedAndNoticed) {
  const auto log = open_jsonl_log(test::text_file(
      "{\"time\":\"2020-01-01T00:00:00.000Z\",\"values\":[{\"path\":\"\\\\\\\\H\\\\o\\\\c\",\"value\":1}]}\n"
      "{\"time\":\"2020-01-01T00:00:01.000Z\",\"values\":[{\"path\":7},null,{\"path\":\"\\\\o\\\\d\","
      "\"value\":\"x\"}]}\n"
      "{\"time\":\"2020\",\"values\":[]}\n[[[[{{{\n{\"values\":{}}\n"));
  ASSERT_TRUE(log) << log.error().message;
  EXPECT_EQ(test::read_all(**log).size(), 2U);
  ASSERT_EQ((*log)->notices().list().size(), 3U);
}

TEST(JsonlLog, SaysWhatIsNone) {
  for (const char* text : {"", "{}\n", "[]", "{\"time\":1}"})
    EXPECT_FALSE(open_jsonl_log(test::text_file(text))) << text;
}

TEST(SqliteLog, DatabasesThatAreNone) {
  const test::scratch_folder folder;
  test::write_text(folder / "cut.db", std::string("SQLite format 3\0", 16) + "damaged");
  const auto cut = open_counter_log(folder / "cut.db");
  ASSERT_FALSE(cut);
  EXPECT_FALSE(cut.error().message.empty());
  const auto absent = open_sqlite_log(folder / "absent.db");
  ASSERT_FALSE(absent);
  if (cut.error().code != errc::unsupported) {
    EXPECT_EQ(cut.error().code, errc::malformed_data);
  }
}

// The tool that people look at a database with.
TEST(SqliteLog, Sqlite3ReadsItAsPdhsTables) {
  const test::scratch_folder folder;
  const std::string file = folder / "log.sqlite";
  if (is_missing_here(create_counter_log(file, log_format::sqlite, {}, "")))
    GTEST_SKIP() << "skipped: this build has no SQLite";
  if (!std::filesystem::exists("/usr/bin/sqlite3")) GTEST_SKIP() << "skipped: there is no sqlite3";
  write(file, log_format::sqlite);
  const auto ask = [&](const std::string& query) {
    return test::run_captured({"/usr/bin/sqlite3", file, query}).out;
  };
  EXPECT_EQ(ask("PRAGMA integrity_check"), "ok\n");
  EXPECT_EQ(
      ask("SELECT DisplayString, LogStartTime, LogStopTime, NumberOfRecords, MinutesToUTC, TimeZoneName FROM "
          "DisplayToID"),
      "a title|2020-01-01 00:00:00.000|2020-01-01 00:00:04.500|4|60|Test Time\n");
  EXPECT_EQ(ask("SELECT MachineName, ObjectName, CounterName, InstanceName, InstanceIndex, ParentName FROM "
                "CounterDetails WHERE CounterID = 2"),
            "\\\\H|Thread|\"odd\" name|0|3|Idle\n");
  EXPECT_EQ(ask("SELECT CounterValue IS NULL, FirstValueA, FirstValueB FROM CounterData JOIN DisplayToID "
                "USING (GUID) "
                "WHERE CounterID = 1 AND RecordIndex = 1"),
            "1|0|0\n");
}

TEST(CounterLogFormat, NamesAndEndings) {
  EXPECT_EQ(log_format_named("x/y.CSV"), log_format::pdh_csv);
  EXPECT_EQ(log_format_named("tsv"), log_format::pdh_tsv);
  EXPECT_EQ(log_format_named("a.db"), log_format::sqlite);
  EXPECT_EQ(log_format_named("out"), std::nullopt);
}

TEST(CounterLogFormat, WhatIsNoLogOrCannotBeWrittenSaysWhatToDo) {
  const test::scratch_folder folder;
  test::write_text(folder / "foreign", "hello");
  test::write_text(folder / "empty.csv", "");
  for (const char* name : {"foreign", "empty.csv", "absent"}) {
    const auto log = open_counter_log(folder / name);
    ASSERT_FALSE(log) << name;
    EXPECT_FALSE(log.error().advice.empty()) << name;
  }
  EXPECT_FALSE(open_counter_log(folder / ""));
  const auto binary = create_counter_log(folder / "out.blg", log_format::blg, {}, "");
  ASSERT_FALSE(binary);
  EXPECT_EQ(binary.error().code, errc::unsupported);
  EXPECT_FALSE(create_counter_log(folder / "no/such/folder.csv", log_format::pdh_csv, {}, ""));
}

}  // namespace
