// `perfdata record` and --file on what it wrote, as people run them.
#include <csignal>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <tests/support/captured_process.hpp>
#include <tests/support/lines_of.hpp>

#include <perfdata/recording/recording_reader.hpp>
#include <perfdata/recording/replay_source.hpp>

using namespace perfdata;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

constexpr const char* processor_time = R"(\Processor(_Total)\% Processor Time)";

test::finished perfdata_with(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), PERFDATA_PROGRAM);
  return test::run_captured(arguments);
}

/// Two hosts of version 1; see there.
const std::string two_hosts = PERFDATA_SOURCE_DIR "/tests/recording/data/version_1.perfdata";

TEST(RecordProgram, EveryCommandReadsWhatItWrote) {
  const test::scratch_folder folder;
  const std::string file = folder / "r";
  for (const char* wanted : {"Processor", R"(\Processor(0)\% User Time)"}) {
    const auto run = perfdata_with({"record", "-o", file, wanted, "-i", "0.05", "-n", "3"});
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_TRUE(run.out.empty());
  }
  const auto watch = perfdata_with({"watch", "--file", file, processor_time, "-f", "jsonl"});
  ASSERT_EQ(watch.code, 0) << watch.err;
  const auto lines = test::lines_of(watch.out);
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_TRUE(nlohmann::json::parse(lines[0])["values"][0]["value"].is_null());
  EXPECT_TRUE(nlohmann::json::parse(lines[5])["values"][0]["value"].is_number());
  EXPECT_LT(nlohmann::json::parse(lines[0])["time"], nlohmann::json::parse(lines[5])["time"]);
  const auto show = perfdata_with({"show", "--file", file, processor_time, "--json"});
  ASSERT_EQ(show.code, 0) << show.err;
  EXPECT_TRUE(nlohmann::json::parse(show.out)["values"][0]["value"].is_number());
  EXPECT_THAT(perfdata_with({"list", "--file", file, "--paths"}).out,
              HasSubstr(R"(\Processor(*)\% User Time)"));
  EXPECT_THAT(perfdata_with({"explain", "--file", file, processor_time}).out,
              HasSubstr("PERF_100NSEC_TIMER_INV"));
}

TEST(RecordProgram, CtrlCEndsCleanly) {
  const test::scratch_folder folder;
  const std::string file = folder / "r";
  test::captured_process record({PERFDATA_PROGRAM, "record", "-o", file, "System", "-i", "0.05"});
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  const auto samples = [&] {
    const auto watch = perfdata_with({"watch", "--file", file, R"(\System\Processes)", "-f", "jsonl"});
    return test::lines_of(watch.out).size();  // while it is being recorded to
  };
  while (samples() < 3 && std::chrono::steady_clock::now() < deadline) continue;
  record.signal(SIGINT);
  const auto run = record.finish();
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_GE(samples(), 3U);
}

TEST(RecordProgram, SeveralHostsAreShownWithTheirNames) {
  const auto both = perfdata_with({"watch", "--file", two_hosts, R"(\Processor(1)\*)", "-f", "csv"});
  ASSERT_EQ(both.code, 0) << both.err;
  const auto lines = test::lines_of(both.out);
  EXPECT_THAT(lines.at(0), HasSubstr(R"(\\ALPHA\Processor(1)\% Processor Time)"));
  EXPECT_THAT(lines.at(0), HasSubstr(R"(\\BETA\Processor(1)\% Processor Time)"));
  EXPECT_EQ(lines.size(), 71U);
  EXPECT_THAT(lines.at(5), HasSubstr(R"("2000","2000")"));
  EXPECT_THAT(lines.at(6), HasSubstr(R"("2000"," ")"));  // the gap
  EXPECT_THAT(both.err, HasSubstr("no route to 10.0.0.2"));
}

TEST(RecordProgram, HostAndTimePickFromARecording) {
  const auto one = perfdata_with({"show", "--file", two_hosts, "--host", "BETA", "--at",
                                  "2026-11-23T03:12:31Z", R"(\Processor(1)\*)", "--json"});
  ASSERT_EQ(one.code, 0) << one.err;
  const auto values = nlohmann::json::parse(one.out)["values"];
  ASSERT_EQ(values.size(), 1U);
  EXPECT_EQ(values[0]["machine"], "BETA");
  EXPECT_EQ(values[0]["time"], "2026-11-23T03:12:32.000Z");
  const auto path = perfdata_with({"show", "--file", two_hosts, R"(\\10.0.0.1\Processor(1)\*)"});
  EXPECT_THAT(path.out, StartsWith(R"(\\ALPHA\Processor(1))"));
  EXPECT_EQ(test::lines_of(path.out).size(), 1U);
  const auto neither = perfdata_with({"show", "--file", two_hosts, "--host", "gamma", R"(\Processor(1)\*)"});
  EXPECT_EQ(neither.code, 1);
  EXPECT_THAT(neither.err, HasSubstr("10.0.0.1, 10.0.0.2"));
}

TEST(RecordProgram, IntervalThinsARecordingOut) {
  const auto run = perfdata_with(
      {"watch", "--file", two_hosts, "--host", "ALPHA", R"(\Processor(1)\*)", "-i", "10", "-f", "csv"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(test::lines_of(run.out).size(), 1U + 7U);
}

TEST(RecordProgram, FullDiskIsOneClearErrorAndTheRecordingCanBeRead) {
  const test::scratch_folder folder;
  const std::string file = folder / "r";
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit limit{.rlim_cur = 40'000, .rlim_max = before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &limit);  // the program inherits it
  const auto run = perfdata_with({"record", "-o", file, "Process", "-i", "0.01"});
  ::setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.err, HasSubstr("cannot write to"));
  EXPECT_EQ(perfdata_with({"watch", "--file", file, R"(\Process(_Total)\Thread Count)"}).code, 0);
}

TEST(RecordProgram, WrongUsesSayWhatToDo) {
  const test::scratch_folder folder;
  EXPECT_EQ(perfdata_with({"record", "--file", two_hosts, "-o", folder / "r"}).code, 2);
  EXPECT_EQ(perfdata_with({"record", "-o", folder / "r", "No such object", "-n", "1"}).code, 1);
  EXPECT_EQ(perfdata_with({"record", "-o", folder / "no/folder", "-n", "1"}).code, 1);
  test::write_text(folder / "letter", "dear reader, this is not a recording at all");
  const auto other = perfdata_with({"record", "-o", folder / "letter", "-n", "1"});
  EXPECT_EQ(other.code, 1);
  EXPECT_EQ(test::read_text(folder / "letter"), "dear reader, this is not a recording at all");
}

}  // namespace
