// `perfdata run` and `perfdata compare` as people run them.
#include "tests/monitor/cli/built_blocks.hpp"

#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <tests/support/captured_process.hpp>

using namespace perfdata;
using testing::HasSubstr;
using testing::Not;

namespace {

using words = std::vector<std::string>;

test::finished run(words arguments) {
  arguments.insert(arguments.begin(), {PERFDATA_PROGRAM, "run"});
  return test::run_captured(arguments);
}

test::finished compare(words arguments) {
  arguments.insert(arguments.begin(), {PERFDATA_PROGRAM, "compare"});
  return test::run_captured(arguments);
}

std::string run_report_of(std::vector<double> elapsed) {
  nlohmann::json runs = nlohmann::json::array();
  for (const double seconds : elapsed)
    runs.push_back({{"totals", {{{"path", R"(\Command\Elapsed Time)"}, {"unit", "s"}, {"value", seconds}}}}});
  return nlohmann::json{{"perfdata_run", 1}, {"program", "x"}, {"runs", runs}}.dump();
}

TEST(RunProgram, LeavesTheCommandsOutputAloneAndPassesItsExitCodeOn) {
  const auto done = run({"--", "sh", "-c", "echo out; echo err >&2; exit 3"});
  EXPECT_EQ(done.code, 3);
  EXPECT_EQ(done.out, "out\n");
  EXPECT_THAT(done.err, testing::StartsWith("err\n"));
  EXPECT_THAT(done.err, HasSubstr("ended with exit code 3"));
  EXPECT_THAT(done.err, HasSubstr("processor time"));
  EXPECT_EQ(run({"--", "sh", "-c", "kill -KILL $$"}).code, 128 + SIGKILL);
}

TEST(RunProgram, JsonIsTheResultAndTheCommandsOutputIsNot) {
  const auto done = run({"--json", "--", "echo", "hello"});
  EXPECT_EQ(nlohmann::json::parse(done.out, nullptr, false)["program"], "echo") << done.out;
  EXPECT_THAT(done.err, HasSubstr("hello\n"));
}

TEST(RunProgram, SaysWhatItCannotRun) {
  const auto absent = run({"--", "no-such-program"});
  EXPECT_EQ(absent.code, 127);
  EXPECT_THAT(absent.err, HasSubstr("there is no program \"no-such-program\""));
  EXPECT_EQ(run({"--", "/"}).code, 126);
}

TEST(RunProgram, WrongUsageIsTwoAndRunsNothing) {
  const test::scratch_folder folder;
  const std::string mark = folder / "mark";
  for (const words& wrong :
       {words{}, words{"sleep"}, words{"--"}, words{"--limit", "nonsense", "--", "touch", mark},
        words{"-r", "0", "--", "touch", mark}, words{"nonsense", "--", "touch", mark},
        words{"--file", "x", "--", "touch", mark}, words{"-o", "-", "--", "touch", mark}})
    EXPECT_EQ(run(wrong).code, 2);
  EXPECT_FALSE(std::filesystem::exists(mark));
}

TEST(RunProgram, WordsBehindTheDashesAreTheCommandsOwn) {
  EXPECT_EQ(run({"--", "echo", "--help", "-r", "--", "run"}).out, "--help -r -- run\n");
}

TEST(RunProgram, BrokenLimitIsOneWithASentence) {
  const auto broken = run({"--limit", R"(\Command\Elapsed Time < 0.000001)", "--", "true"});
  EXPECT_EQ(broken.code, 1);
  EXPECT_THAT(broken.err, HasSubstr("was broken in run 1"));
  EXPECT_EQ(run({"--limit", R"(\Command\Elapsed Time < 1k)", "--limit", R"(\Memory\Available Bytes > 1)",
                 "--", "true"})
                .code,
            0);
  EXPECT_EQ(run({"--limit", R"(\Command\Elapsed Time < 0.000001)", "--", "false"}).code, 1);
  EXPECT_EQ(run({"--limit", R"(\Memory\Available Bytes > 1000T)", "--", "sh", "-c", "exit 9"}).code, 9);
}

TEST(RunProgram, InterruptGoesToTheCommandAndTheSummaryStillComes) {
  test::captured_process program({PERFDATA_PROGRAM, "run", "-i", "0.05", "--", "sh", "-c",
                                  "trap 'exit 5' INT; echo ready; while :; do sleep 0.02; done"});
  ASSERT_TRUE(program.wait_for_output("ready", 1, std::chrono::seconds(20)));
  program.signal(SIGINT);
  const auto ended = program.finish();
  EXPECT_EQ(ended.code, 5);
  EXPECT_THAT(ended.err, HasSubstr("ended with exit code 5"));
}

TEST(RunProgram, TreeIsToldApartAndShortLivedChildrenAreCounted) {
  const auto done = run({"--json", "-i", "0.05", "--", "sh", "-c",
                         "(dd if=/dev/zero of=/dev/null bs=1000000 count=9 2>/dev/null); sleep 0.3 & wait"});
  ASSERT_EQ(done.code, 0) << done.err;
  std::map<std::string, double> totals;
  const auto report = nlohmann::json::parse(done.out);
  for (const auto& total : report["runs"][0]["totals"]) totals[total["path"]] = total["value"];
  EXPECT_GE(totals[R"(\Command\Elapsed Time)"], 0.3);
  EXPECT_GE(totals[R"(\Command\Processes)"], 2);
  EXPECT_GT(totals[R"(\Command\Working Set Peak)"], 0);
  EXPECT_GT(totals[R"(\Command\Page Faults)"], 0);
  if (!totals.contains(R"(\Command\IO Read Bytes)")) GTEST_SKIP() << "the kernel keeps no account of I/O";
  EXPECT_GE(totals[R"(\Command\IO Read Bytes)"], 9'000'000);
}

TEST(RunProgram, ArgumentsOfTheCommandAreKeptNowhere) {
  const test::scratch_folder folder;
  for (const char* name : {"r.json", "r.perfdata"}) {
    const std::string file = folder / name;
    const auto done = run({"--json", "-o", file, "--", "sh", "-c", "exit 0", "hunter2"});
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_THAT(test::read_text(file) + done.out + done.err, Not(HasSubstr("hunter2")));
  }
}

TEST(RunProgram, FileThatCannotBeWrittenIsAFailure) {
  EXPECT_EQ(run({"-o", "/no/such/folder/r.json", "--", "true"}).code, 1);
  EXPECT_EQ(run({"-o", "/no/such/folder/r", "--", "true"}).code, 1);
}

TEST(CompareProgram, ReadsRunsFromRecordingsAsFromReports) {
  const test::scratch_folder folder;
  const std::string recording = folder / "runs.perfdata";
  const std::string report = folder / "runs.json";
  for (const auto& file : {recording, report})
    ASSERT_EQ(run({R"(\Memory\Available Bytes)", R"(\Processor(_Total)\% User Time)", "-r", "4", "-i", "0.05",
                   "-o", file, "--", "sleep", "0.1"})
                  .code,
              0);
  const auto done = compare({recording, report, "--json"});
  ASSERT_EQ(done.code, 0) << done.err;
  const auto found = nlohmann::json::parse(done.out);
  EXPECT_EQ(found["base_runs"], 4);
  EXPECT_EQ(found["newer_runs"], 4);
  EXPECT_EQ(found["only_in_base"].size() + found["only_in_newer"].size(), 0U) << done.out;
  EXPECT_EQ(found["counters"].size(), 12U) << done.out;
  for (const auto& counter : found["counters"]) {
    EXPECT_EQ(counter["base_count"], 4) << counter["path"];
    EXPECT_GE(counter["base_median"].get<double>(), 0) << counter["path"];
    EXPECT_LE(counter["p"].get<double>(), 1) << counter["path"];
  }
}

TEST(CompareProgram, FailsOnWhatGotSlowerAndOnlyOnThat) {
  const test::scratch_folder folder;
  const std::string base = folder / "base.json";
  const std::string newer = folder / "new.json";
  test::write_text(base, run_report_of({1, 1.01, 1.02, 1.03, 1.04}));
  test::write_text(newer, run_report_of({1.5, 1.51, 1.52, 1.53, 1.54}));
  const auto failed = compare({base, newer, "--fail-on", R"(\Command\Elapsed Time +10%)"});
  EXPECT_EQ(failed.code, 1);
  EXPECT_THAT(failed.out, HasSubstr("+49.0 %"));
  EXPECT_THAT(failed.err, HasSubstr("more than"));
  EXPECT_EQ(compare({base, newer, "--fail-on", R"(\Command\Elapsed Time +60%)"}).code, 0);
  EXPECT_EQ(compare({newer, base, "--fail-on", R"(\Command\Elapsed Time +10%)"}).code, 0);
  EXPECT_EQ(compare({base, newer}).code, 0);
}

TEST(CompareProgram, MarkdownIsATable) {
  const test::scratch_folder folder;
  const std::string base = folder / "base.json";
  test::write_text(base, run_report_of({1, 1.01, 1.02, 1.03}));
  const auto done = compare({base, base, "--markdown"});
  EXPECT_EQ(done.code, 0);
  EXPECT_THAT(done.out, HasSubstr("| counter | base | new | change |"));
  EXPECT_THAT(done.out, HasSubstr(R"(| `\Command\Elapsed Time` | 1.02 s | 1.02 s | +0.0 % |)"));
}

TEST(CompareProgram, FewRunsAreSaidToBeTooFew) {
  const test::scratch_folder folder;
  const std::string base = folder / "base.json";
  test::write_text(base, run_report_of({1, 2}));
  const auto done = compare({base, base});
  EXPECT_EQ(done.code, 0);
  EXPECT_THAT(done.out, HasSubstr("too few"));
  EXPECT_THAT(done.err, HasSubstr("2 against 2 runs are too few"));
}

TEST(CompareProgram, ForeignFilesAreErrors) {
  const test::scratch_folder folder;
  const std::string text = folder / "text";
  const std::string json = folder / "json";
  test::write_text(text, "hello");
  test::write_text(json, "{\"a\":1}");
  EXPECT_EQ(compare({text, json}).code, 1);
  EXPECT_EQ(compare({json, json}).code, 1);
  EXPECT_EQ(compare({folder / "absent", json}).code, 1);
  EXPECT_EQ(compare({json}).code, 2);
  EXPECT_EQ(compare({json, json, "--fail-on", "x"}).code, 2);
}

}  // namespace
