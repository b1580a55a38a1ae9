// `perfdata watch` on this machine, ended by a signal.
#include "tests/monitor/cli/built_blocks.hpp"

#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/support/captured_process.hpp>
#include <tests/support/lines_of.hpp>

using namespace perfdata;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

constexpr const char* processor_time = R"(\Processor(_Total)\% Processor Time)";

TEST(WatchProgram, CtrlCEndsCleanlyWithWhatWasCollected) {
  for (const int number : {SIGINT, SIGTERM}) {
    test::captured_process watch({PERFDATA_PROGRAM, "watch", processor_time, "-i", "0.05", "-f", "csv"});
    ASSERT_TRUE(watch.wait_for_output("\r\n", 4, std::chrono::seconds(20)));
    watch.signal(number);
    const auto run = watch.finish();
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_THAT(run.out, StartsWith("\"(PDH-CSV 4.0) ("));
    EXPECT_TRUE(run.out.ends_with("\"\r\n"));
  }
}

TEST(WatchProgram, CountEndsItAndRatesComeWithTheSecondSample) {
  const auto run = test::run_captured({PERFDATA_PROGRAM, "watch", processor_time,
                                       R"(\Memory\Available Bytes)", "-i", "0.2", "-n", "3", "-f", "jsonl"});
  ASSERT_EQ(run.code, 0) << run.err;
  const auto lines = test::lines_of(run.out);
  ASSERT_EQ(lines.size(), 3U);
  const auto first = nlohmann::json::parse(lines[0])["values"];
  const auto last = nlohmann::json::parse(lines[2])["values"];
  EXPECT_TRUE(first[0]["value"].is_null());
  EXPECT_GE(last[0]["value"].get<double>(), 0.0);
  EXPECT_LE(last[0]["value"].get<double>(), 101.0);
  EXPECT_GT(first[1]["value"].get<double>(), 0.0);
}

TEST(WatchProgram, OutputFileIsNamedByItsEnding) {
  const test::scratch_folder folder;
  const auto run = test::run_captured(
      {PERFDATA_PROGRAM, "watch", processor_time, "-i", "0.05", "-n", "2", "-o", folder / "log.tsv"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_TRUE(run.out.empty());
  EXPECT_THAT(test::read_text(folder / "log.tsv"), StartsWith("\"(PDH-TSV 4.0) ("));
}

TEST(WatchProgram, OnATerminalTheTableIsDrawnInPlace) {
  const auto run = test::run_on_terminal({PERFDATA_PROGRAM, "watch", processor_time, "-i", "0.05"},
                                         "sample 3", "\x03", std::chrono::seconds(20));
  EXPECT_EQ(run.code, 0) << run.out;
  EXPECT_THAT(run.out, HasSubstr("\x1b[2A\x1b[J"));  // up over the heading and the row
}

TEST(WatchProgram, FileIsOneSample) {
  const test::scratch_folder folder;
  test::write_text(folder / "block.bin", test::as_text(test::perfhost_block()));
  const auto run = test::run_captured(
      {PERFDATA_PROGRAM, "--file", folder / "block.bin", "watch", R"(\2\250)", "-f", "jsonl"});
  ASSERT_EQ(run.code, 0) << run.err;
  ASSERT_EQ(test::lines_of(run.out).size(), 1U);
  EXPECT_EQ(nlohmann::json::parse(run.out)["time"], "2025-11-23T03:12:01.307Z");
}

TEST(ShowProgram, TakesTwoSamplesOnlyWhereAPathNeedsThem) {
  using clock = std::chrono::steady_clock;
  const auto before = clock::now();
  const auto instant = test::run_captured({PERFDATA_PROGRAM, "show", R"(\Memory\Available Bytes)", "--json"});
  const auto between = clock::now();
  ASSERT_EQ(instant.code, 0) << instant.err;
  const auto rate = test::run_captured({PERFDATA_PROGRAM, "show", processor_time, "--json"});
  ASSERT_EQ(rate.code, 0) << rate.err;
  EXPECT_TRUE(nlohmann::json::parse(rate.out)["values"][0]["value"].is_number());
  EXPECT_GE(clock::now() - between, std::chrono::seconds(1));
  EXPECT_TRUE(nlohmann::json::parse(instant.out)["values"][0]["value"].is_number());
  EXPECT_LT(between - before, std::chrono::seconds(15));
}

TEST(ListProgram, OffersPathsThatShowTakes) {
  const auto list = test::run_captured({PERFDATA_PROGRAM, "list", "--instances", R"(\System\Threads)"});
  ASSERT_EQ(list.code, 0) << list.err;
  const auto lines = test::lines_of(list.out);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(test::run_captured({PERFDATA_PROGRAM, "show", lines[0]}).code, 0);
}

}  // namespace
