// perfdata relog, and --file on logs, as people run them.
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <tests/support/blg_writer.hpp>
#include <tests/support/captured_process.hpp>

using namespace perfdata;
using test::read_text;
using test::run_captured;
using test::scratch_folder;

namespace {

constexpr std::int64_t second = 10'000'000;
constexpr std::int64_t noon = 132223536000000000;  // 2020-01-01 12:00

// Two counters: one that runs, one that stands.
std::string write_log(const scratch_folder& folder, const std::string& host, int first = 0, int count = 10) {
  test::blg_writer writer({.bias_minutes = 60});
  writer.counter_list(
      {{.machine = host, .object = "System", .counter = "Calls/sec", .type = counter_type::bulk_count},
       {.machine = host, .object = "Disk", .instance = "C:", .counter = "Free"}});
  for (int i = first; i < first + count; ++i) {
    const auto n = static_cast<std::uint64_t>(i);
    writer.sample(noon + i * second, test::blg_sample_writer()
                                         .value({.first = n * 10, .second = n * second})
                                         .value({.first = 42})
                                         .finish());
  }
  const std::string file = folder / (host + std::to_string(first) + ".blg");
  test::write_bytes(file, writer.finish());
  return file;
}

test::finished perfdata_program(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), PERFDATA_PROGRAM);
  return run_captured(arguments);
}

TEST(RelogProgram, ConvertsFiltersAndThinsOut) {
  const scratch_folder folder;
  const std::string log = write_log(folder, "HOST");
  const auto run =
      perfdata_program({"relog", log, "-o", folder / "out.csv", "--counters", R"(\System\*)", "--begin",
                        "2020-01-01 12:00:02", "--end", "2020-01-01T13:00:06Z", "--every", "2"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(read_text(folder / "out.csv"),
            "\"(PDH-CSV 4.0) (Test Time)(60)\",\"\\\\HOST\\System\\Calls/sec\"\r\n"
            "\"01/01/2020 12:00:02.000\",\"10\"\r\n\"01/01/2020 12:00:04.000\",\"10\"\r\n"
            "\"01/01/2020 12:00:06.000\",\"10\"\r\n");
}

TEST(RelogProgram, MergesHostsOnOneClock) {
  const scratch_folder folder;
  const auto run = perfdata_program({"relog", write_log(folder, "A"), write_log(folder, "B", 5), "-o", "-",
                                     "-f", "tsv", "-c", R"(\Disk(*)\Free)", "--every", "5s"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.out,
            "\"(PDH-TSV 4.0) (Test Time)(60)\"\t\"\\\\A\\Disk(C:)\\Free\"\t\"\\\\B\\Disk(C:)\\Free\"\r\n"
            "\"01/01/2020 12:00:00.000\"\t\"42\"\t\" \"\r\n"
            "\"01/01/2020 12:00:05.000\"\t\"42\"\t\"42\"\r\n"
            "\"01/01/2020 12:00:10.000\"\t\"42\"\t\"42\"\r\n"
            "\"01/01/2020 12:00:15.000\"\t\" \"\t\"42\"\r\n");
}

// Raw values survive the way through a recording: what it comes to afterwards is the same.
TEST(RelogProgram, RecordingHoldsWhatTheLogHeld) {
  const scratch_folder folder;
  const std::string log = write_log(folder, "HOST");
  const std::string recording = folder / "log.perfdata";
  const auto made = perfdata_program({"relog", log, "-o", recording});
  if (made.err.find("no recordings") != std::string::npos)
    GTEST_SKIP() << "skipped: this build has no recordings";
  ASSERT_EQ(made.code, 0) << made.err;
  const auto read = perfdata_program({"relog", recording, "-o", "-", "-f", "jsonl"});
  EXPECT_EQ(read.code, 0) << read.err;
  const auto direct = perfdata_program({"relog", log, "-o", "-", "-f", "jsonl"});
  const auto values_of = [](const std::string& lines) {
    std::vector<std::string> values;
    std::istringstream in(lines);
    for (std::string line; std::getline(in, line);) {
      const auto sample = nlohmann::json::parse(line);
      for (const auto& value : sample["values"])
        values.push_back(sample["time"].get<std::string>() + value["path"].get<std::string>() +
                         value["value"].dump() + value["status"].get<std::string>());
    }
    std::ranges::sort(values);
    return values;
  };
  EXPECT_EQ(values_of(read.out), values_of(direct.out));
  EXPECT_EQ(values_of(direct.out).size(), 20U);
  const auto shown = perfdata_program({"watch", "--file", recording, R"(\System\Calls/sec)", "-f", "jsonl"});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_NE(shown.out.find(R"("counter":"Calls/sec","value":10.0)"), std::string::npos) << shown.out;
}

TEST(RelogProgram, DamageIsReportedWithItsPlaceAndFailsWhenStrict) {
  const scratch_folder folder;
  const std::string log = write_log(folder, "HOST");
  std::filesystem::resize_file(log, std::filesystem::file_size(log) - 0xFE00);
  const auto run = perfdata_program({"relog", log, "-o", folder / "out.csv"});
  EXPECT_EQ(run.code, 0);
  EXPECT_NE(run.err.find("at 0x10000: the file ends after 512"), std::string::npos) << run.err;
  EXPECT_EQ(perfdata_program({"relog", "--strict", log, "-o", folder / "out.csv"}).code, 1);
}

TEST(RelogProgram, RefusesWhatCannotBeMeant) {
  const scratch_folder folder;
  const std::string log = write_log(folder, "HOST");
  const auto code_of = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"relog", log});
    const auto run = perfdata_program(std::move(more));
    EXPECT_NE(run.err.find("try:"), std::string::npos) << run.err;
    return run.code;
  };
  EXPECT_EQ(code_of({}), 2);
  EXPECT_EQ(code_of({"-o", folder / "out"}), 2);
  EXPECT_EQ(code_of({"-o", log, "-f", "csv"}), 2);
  EXPECT_EQ(code_of({"-o", folder / "out.csv", "--every", "never"}), 2);
  EXPECT_EQ(code_of({"-o", folder / "out.csv", "--begin", "soon"}), 2);
  EXPECT_EQ(code_of({"-o", folder / "out.csv", "-c", R"(\Nothing\Here)"}), 1);
  EXPECT_EQ(code_of({folder / "absent.blg", "-o", folder / "out.csv"}), 1);
  EXPECT_TRUE(std::filesystem::file_size(log) > 0);
}

TEST(RelogProgram, LogBehindTheCountersIsALog) {
  const scratch_folder folder;
  const std::string log = write_log(folder, "HOST");
  const auto run = perfdata_program(
      {"relog", "--counters", R"(\Disk(*)\Free)", R"(\No\Such)", log, "-o", folder / "out.csv"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.err, "perfdata: \\No\\Such matches nothing\n");
  EXPECT_EQ(read_text(folder / "out.csv").find("Calls/sec"), std::string::npos);
}

TEST(RelogProgram, WhatIsNoTextIsNotWrittenToStandardOutput) {
  const scratch_folder folder;
  const std::string log = write_log(folder, "HOST");
  for (const char* format : {"sqlite", "recording"}) {
    const auto run = perfdata_program({"relog", log, "-o", "-", "-f", format});
    EXPECT_EQ(run.code, 2) << run.err;
    EXPECT_FALSE(std::filesystem::exists("-"));
  }
}

TEST(CompareProgram, JsonLinesAreALogAndNoReport) {
  const scratch_folder folder;
  const std::string lines = folder / "log.jsonl";
  const std::string log = write_log(folder, "HOST");
  ASSERT_EQ(perfdata_program({"watch", "--file", log, R"(\*(*)\*)", "-o", lines}).code, 0);
  const auto run = perfdata_program({"compare", log, lines, "--json"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(nlohmann::json::parse(run.out)["counters"].size(), 2U) << run.out;
}

// SQLite says the same at every further read.
TEST(CompareProgram, LogThatFailsForEverIsAnError) {
  const scratch_folder folder;
  const std::string whole = folder / "whole.sqlite";
  if (perfdata_program({"relog", write_log(folder, "HOST", 0, 2000), "-o", whole}).code != 0)
    GTEST_SKIP() << "skipped: built without SQLite";
  std::filesystem::resize_file(whole, std::filesystem::file_size(whole) / 2);
  const auto run = perfdata_program({"compare", whole, whole});
  EXPECT_EQ(run.code, 1) << run.err;
  EXPECT_NE(run.err.find("whole.sqlite"), std::string::npos) << run.err;
}

TEST(LogFile, WatchBeginsAndThinsOutWhereItIsTold) {
  const scratch_folder folder;
  const std::string log = write_log(folder, "HOST");
  const auto from = perfdata_program(
      {"watch", "--file", log, R"(\System\*)", "--at", "2020-01-01T13:00:08Z", "-o", folder / "out.txt"});
  EXPECT_EQ(from.code, 0) << from.err;
  EXPECT_EQ(read_text(folder / "out.txt"),
            "2020-01-01 12:00:08.000  \\\\HOST\\System\\Calls/sec  10 /s\n"
            "2020-01-01 12:00:09.000  \\\\HOST\\System\\Calls/sec  10 /s\n");
  const auto thinned = perfdata_program({"watch", "--file", log, R"(\Disk(*)\Free)", "-i", "5", "-f", "csv"});
  const auto relog =
      perfdata_program({"relog", log, "-o", "-", "-f", "csv", "-c", R"(\Disk(*)\Free)", "--every", "5s"});
  EXPECT_EQ(thinned.out, relog.out);
  const auto shown =
      perfdata_program({"show", "--file", log, R"(\System\*)", "--at", "2020-01-01T13:00:04Z", "--json"});
  EXPECT_EQ(nlohmann::json::parse(shown.out)["values"][0]["time"], "2020-01-01T13:00:04.000Z");
  EXPECT_EQ(perfdata_program({"watch", "--file", log, R"(\System\*)", "--speed", "2"}).code, 2);
}

TEST(LogFile, WatchPrintsEverySampleAndCsvIsWhatRelogWrites) {
  const scratch_folder folder;
  const std::string log = write_log(folder, "HOST");
  const auto text = perfdata_program({"watch", "--file", log, R"(\System\*)", "-n", "2"});
  EXPECT_EQ(text.out,
            "2020-01-01 12:00:00.000  \\\\HOST\\System\\Calls/sec  - /s  first sample\n"
            "2020-01-01 12:00:01.000  \\\\HOST\\System\\Calls/sec  10 /s\n");
  EXPECT_EQ(text.code, 0) << text.err;
  const auto csv = perfdata_program({"watch", "--file", log, R"(\*(*)\*)", "-f", "csv"});
  const auto relog = perfdata_program({"relog", log, "-o", "-", "-f", "csv"});
  EXPECT_EQ(csv.out, relog.out);
}

TEST(LogFile, ShowListAndExplainSpeakOfTheLog) {
  const scratch_folder folder;
  const std::string log = write_log(folder, "HOST");
  const auto shown =
      perfdata_program({"show", "--file", log, R"(\System\Calls/sec)", R"(\No\Such)", "--json"});
  const auto document = nlohmann::json::parse(shown.out, nullptr, false);
  ASSERT_TRUE(document.is_object()) << shown.out << shown.err;
  EXPECT_EQ(document["values"][0]["value"], 10);
  EXPECT_EQ(document["values"][0]["time"], "2020-01-01T13:00:09.000Z");
  EXPECT_EQ(document["unmatched"].size(), 1U);
  EXPECT_EQ(perfdata_program({"list", "--file", log, "--instances"}).out,
            "\\System\\Calls/sec\n\\Disk(C:)\\Free\n");
  const auto explained = perfdata_program({"explain", "--file", log, R"(\System\Calls/sec)"});
  EXPECT_NE(explained.out.find("PERF_COUNTER_BULK_COUNT"), std::string::npos);
  EXPECT_NE(explained.out.find("N0 = 80  N1 = 90"), std::string::npos) << explained.out;
}

TEST(LogFile, FinishedNumbersOfATextAreShownAsSuch) {
  const scratch_folder folder;
  const std::string log = write_log(folder, "HOST");
  const std::string csv = folder / "log.csv";
  ASSERT_EQ(perfdata_program({"relog", log, "-o", csv}).code, 0);
  const auto shown = perfdata_program({"show", "--file", csv, R"(\System\Calls/sec)"});
  EXPECT_EQ(shown.out, "\\\\HOST\\System\\Calls/sec  10\n");
  const auto explained = perfdata_program({"explain", "--file", csv, R"(\System\Calls/sec)"});
  EXPECT_EQ(explained.out,
            "\\\\HOST\\System\\Calls/sec\n  value         10\n"
            "  type          not known: the log holds finished numbers only\n");
  const auto listed = perfdata_program({"list", "--file", csv, "--json"});
  const auto counter = nlohmann::json::parse(listed.out)["objects"][0]["counters"][0];
  EXPECT_TRUE(counter["type"].is_null() && counter["type_code"].is_null()) << counter;
}

}  // namespace
