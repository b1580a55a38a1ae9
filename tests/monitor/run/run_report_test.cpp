#include "monitor/run/run_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

using namespace perfdata;
using testing::HasSubstr;
using testing::Not;

namespace {

run_report sample_report() {
  run_series series{.path = R"(\\H\Memory\Available KBytes)",
                    .unit = {.kind = monitor::unit_kind::bytes, .factor = 1024}};
  series.samples.push_back({.cooked = {.value = 5, .status = cooked_status::ok}});
  series.samples.push_back({.cooked = {.value = std::nullopt, .status = cooked_status::stale}});
  series.samples.push_back(
      {.cooked = {.value = std::numeric_limits<double>::infinity(), .status = cooked_status::ok}});
  measured_run run{.number = 3,
                   .totals = {.exit_code = 7,
                              .elapsed = std::chrono::duration<double>(1.5),
                              .user_time = std::chrono::duration<double>(0.25),
                              .kernel_time = std::chrono::duration<double>(0.125),
                              .working_set_peak = 4096,
                              .working_set_average = 2048.5,
                              .read_bytes = 11,
                              .written_bytes = std::nullopt,
                              .faults = 12,
                              .processes = 2}};
  run.series.push_back(std::move(series));
  return {.program = "make", .runs = {run}};
}

TEST(RunReport, ComesBackAsItWas) {
  const auto before = sample_report();
  const auto after = parse_run_report(to_json(before), "x");
  ASSERT_TRUE(after) << after.error().message;
  ASSERT_EQ(after->runs.size(), 1U);
  const auto& totals = after->runs[0].totals;
  EXPECT_EQ(after->runs[0].number, 3U);
  EXPECT_EQ(totals.exit_code, 7);
  EXPECT_EQ(totals.elapsed.count(), 1.5);
  EXPECT_EQ(totals.user_time.count(), 0.25);
  EXPECT_EQ(totals.kernel_time.count(), 0.125);
  EXPECT_EQ(totals.working_set_peak, 4096U);
  EXPECT_EQ(totals.working_set_average, 2048.5);
  EXPECT_EQ(totals.read_bytes, 11U);
  EXPECT_EQ(totals.written_bytes, std::nullopt);
  EXPECT_EQ(totals.faults, 12U);
  EXPECT_EQ(totals.processes, 2U);
  const auto& series = after->runs[0].series.at(0);
  EXPECT_EQ(series.path, before.runs[0].series[0].path);
  EXPECT_EQ(series.unit, before.runs[0].series[0].unit);
  ASSERT_EQ(series.samples.size(), 3U);
  EXPECT_EQ(series.samples[0].cooked.value, 5);
  EXPECT_FALSE(series.samples[1].cooked.value);
  EXPECT_FALSE(series.samples[2].cooked.value);  // JSON has no infinity
}

TEST(RunReport, OtherDocumentsAreRefusedByName) {
  for (const char* wrong :
       {"", "{", "[]", "null", R"({"perfdata_run":2,"runs":[{}]})", R"({"perfdata_run":1})",
        R"({"perfdata_run":1,"runs":[]})", R"({"perfdata_run":"1","runs":[{}]})"}) {
    const auto read = parse_run_report(wrong, "base.json");
    ASSERT_FALSE(read) << wrong;
    EXPECT_EQ(read.error().code, errc::malformed_data);
    EXPECT_THAT(read.error().message, HasSubstr("base.json"));
  }
}

TEST(RunReport, WrongKindsOfValuesAreAsIfTheyWereNotThere) {
  const auto read = parse_run_report(
      R"({"perfdata_run":1,"program":4,"runs":[1,{"number":-1e300,"exit_code":"x","totals":[4,{"path":7},
          {"path":"\\Command\\Page Faults","value":-5},{"path":"\\Command\\Nothing","value":5}],
          "counters":[null,{"path":"\\a\\b","unit":9,"factor":"x","values":["a",{},3,null]}]}]})",
      "x");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->runs.size(), 2U);
  EXPECT_EQ(read->runs[1].totals.faults, 0U);
  ASSERT_EQ(read->runs[1].series.size(), 2U);
  EXPECT_EQ(read->runs[1].series[1].samples.size(), 4U);
  EXPECT_EQ(read->runs[1].series[1].unit.factor, 1);
}

TEST(RunReport, DeepNestingIsRefusedNotFollowed) {
  EXPECT_FALSE(parse_run_report(std::string(100'000, '['), "x"));
}

}  // namespace
