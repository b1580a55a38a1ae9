#include "tests/monitor/cli/built_blocks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/support/captured_process.hpp>

using namespace perfdata;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

class ExitCodes : public testing::Test {
 protected:
  ExitCodes() {
    test::write_text(folder_ / "block.bin", test::as_text(test::perfhost_block()));
    test::write_text(folder_ / "names.tsv", test::perfhost_names);
  }

  [[nodiscard]] test::finished perfdata(std::vector<std::string> arguments,
                                        std::string_view input = {}) const {
    arguments.insert(arguments.begin(), PERFDATA_PROGRAM);
    return test::run_captured(arguments, input);
  }
  [[nodiscard]] std::string block() const { return folder_ / "block.bin"; }

  test::scratch_folder folder_;
};

TEST_F(ExitCodes, DecodedBlockIsDone) {
  const auto run = perfdata({"decode", block(), "--names", folder_ / "names.tsv", "--json"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.err, IsEmpty());
  EXPECT_EQ(json::parse(run.out)["objects"][0]["name"], "Processor");
}

TEST_F(ExitCodes, StrictRefusesWhatIsOtherwiseListed) {
  const std::string whole = test::as_text(test::perfhost_block());
  EXPECT_EQ(perfdata({"decode", block(), "--strict"}).code, 0);
  const auto cut = whole.substr(0, whole.size() - 4);
  EXPECT_EQ(perfdata({"decode", "-"}, cut).code, 0);
  const auto strict = perfdata({"decode", "-", "--strict"}, cut);
  EXPECT_EQ(strict.code, 1);
  EXPECT_THAT(strict.out, IsEmpty());
  EXPECT_THAT(strict.err, HasSubstr("PERF_DATA_BLOCK at 0x14"));
}

TEST_F(ExitCodes, DashIsStandardInput) {
  const auto piped = perfdata({"decode", "-", "--json"}, test::as_text(test::perfhost_block()));
  EXPECT_EQ(piped.code, 0);
  EXPECT_EQ(piped.out, perfdata({"decode", block(), "--json"}).out);
}

TEST_F(ExitCodes, WrongUsageIsTwoAndPrintsNoResult) {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{},
                                                    {"frobnicate"},
                                                    {"decode"},
                                                    {"decode", block(), "--yaml"},
                                                    {"show", "no path"}}) {
    const auto run = perfdata(arguments);
    EXPECT_EQ(run.code, 2) << testing::PrintToString(arguments);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, HasSubstr("try: "));
  }
}

TEST_F(ExitCodes, BadFileIsOneAndNamed) {
  for (const std::string& text : {std::string(), std::string("no block"), std::string(200, 'x')}) {
    test::write_text(folder_ / "bad.bin", text);
    const auto run = perfdata({"decode", folder_ / "bad.bin"});
    EXPECT_EQ(run.code, 1);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, HasSubstr("bad.bin"));
  }
  EXPECT_EQ(perfdata({"decode", folder_ / "absent"}).code, 1);
  EXPECT_EQ(perfdata({"decode", block(), "--names", folder_ / "absent"}).code, 1);
  EXPECT_EQ(perfdata({"--file", folder_ / "names.tsv", "list"}).code, 1);
}

TEST_F(ExitCodes, CutBlockIsDecodedAsFarAsItIsWholeWithItsDefectsNamed) {
  const auto whole = test::as_text(test::perfhost_block());
  for (std::size_t size = 0; size < whole.size(); size += 37) {
    const auto run = perfdata({"decode", "-", "--json"}, std::string_view(whole).substr(0, size));
    EXPECT_FALSE(run.err.empty()) << size;
    if (run.code == 1) {
      EXPECT_THAT(run.out, IsEmpty()) << size;
      continue;
    }
    ASSERT_EQ(run.code, 0) << size;
    EXPECT_FALSE(json::parse(run.out)["defects"].empty()) << size;
  }
}

TEST_F(ExitCodes, FileSourceListsAndShows) {
  const auto list = perfdata({"--file", block(), "list", "--paths", "238"});
  EXPECT_EQ(list.code, 0) << list.err;
  const auto show = perfdata({"show", R"(\2\250)", "--json", "--file", block()});
  EXPECT_EQ(show.code, 0) << show.err;
  const auto values = json::parse(show.out)["values"];
  ASSERT_EQ(values.size(), 1U);
  EXPECT_EQ(values[0]["value"], 674.0);
  EXPECT_EQ(values[0]["machine"], "PERFHOST");
  EXPECT_EQ(values[0]["time"], "2025-11-23T03:12:01.307Z");
}

TEST_F(ExitCodes, NothingMatchedIsOneAndThePathIsNamed) {
  const auto run = perfdata({"--file", block(), "show", R"(\4\24)"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_THAT(run.err, HasSubstr(R"(\4\24)"));
  EXPECT_EQ(perfdata({"--file", block(), "list", "no such object"}).code, 1);
}

TEST_F(ExitCodes, ErrorNamesTheFileOnceAndSaysWhatToTry) {
  const auto absent = perfdata({"--file", folder_ / "absent", "list"});
  EXPECT_THAT(absent.err, testing::StartsWith("perfdata: cannot open \""));
  test::write_text(folder_ / "x", "x");
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"decode", folder_ / "names.tsv"},
                                                    {"decode", block(), "--names", folder_ / "x"},
                                                    {"--file", block(), "list", "no such object"}}) {
    const auto run = perfdata(arguments);
    EXPECT_EQ(run.code, 1) << testing::PrintToString(arguments);
    EXPECT_THAT(run.err, HasSubstr("\n  try: ")) << testing::PrintToString(arguments);
  }
}

TEST_F(ExitCodes, SourceThatACommandDoesNotAskIsRefused) {
  const std::string copy = folder_ / "copy.csv";
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"decode", block(), "--host", "h"},
        {"decode", block(), "--file", block()},
        {"compare", block(), block(), "--host", "h"},
        {"relog", block(), "-o", copy, "--host", "h"},
        {"relog", block(), "-o", copy, "--file", block()}})
    EXPECT_EQ(perfdata(arguments).code, 2) << testing::PrintToString(arguments);
}

TEST_F(ExitCodes, PasswordIsWantedOnlyWhereSomebodyLogsOn) {
  EXPECT_EQ(perfdata({"--file", block(), "list", "--user", "u", "--password-file", folder_ / "absent"}).code,
            0);
  EXPECT_EQ(perfdata({"--host", "h", "list", "--user", "u", "--password-file", folder_ / "absent"}).code, 1);
}

TEST_F(ExitCodes, PartlyMatchedIsDoneAndTheRestIsNamed) {
  const auto run = perfdata({"--file", block(), "show", R"(\2\250)", R"(\4\24)"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, HasSubstr("674"));
  EXPECT_THAT(run.err, HasSubstr(R"(\4\24)"));
}

TEST_F(ExitCodes, FullDiskIsOneAndSaid) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "skipped: no /dev/full";
  const auto run = perfdata({"--file", block(), "watch", R"(\2\250)", "-o", "/dev/full"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.err, HasSubstr("/dev/full"));
}

}  // namespace
