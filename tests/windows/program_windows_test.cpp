// perfdata.exe against the system's own registry and a provider of ours.
#include "tests/windows/test_provider.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/support/captured_process.hpp>

using namespace perfdata;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

class Program : public testing::Test {
 protected:
  [[nodiscard]] static test::finished perfdata(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), PERFDATA_PROGRAM);
    return test::run_captured(arguments);
  }
  test::test_provider provider_;
};

TEST_F(Program, ListsObjectsAndInstancesInUtf8) {
  const auto run = perfdata({"list", "--instances", "7000"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("Büro"));
}

TEST_F(Program, ShowsAValueByAPathThatIsNotAscii) {
  const auto run = perfdata({"show", R"(\7000(Büro)\7002)", "--json"});
  ASSERT_EQ(run.code, 0) << run.err;
  const auto values = json::parse(run.out)["values"];
  ASSERT_EQ(values.size(), 1U);
  EXPECT_EQ(values[0]["value"], 200.0);
  EXPECT_THAT(values[0]["path"].get<std::string>(), HasSubstr("Büro"));
}

TEST_F(Program, WatchesForTheSamplesAskedForIntoAFileThatIsNotAscii) {
  const test::scratch_folder folder;
  const auto run = perfdata(
      {"watch", R"(\7000(_Total)\7004)", "-i", "0.05", "-n", "3", "-f", "csv", "-o", folder / "Größe.csv"});
  ASSERT_EQ(run.code, 0) << run.err;
  const std::string csv = test::read_text(folder / "Größe.csv");
  EXPECT_TRUE(csv.starts_with("\"(PDH-CSV 4.0) (")) << csv;
  EXPECT_EQ(std::ranges::count(csv, '\n'), 4);
  EXPECT_THAT(csv, HasSubstr(",\"3\"\r\n"));
}

TEST_F(Program, WatchesOnStandardOutputByteForByte) {
  const auto run = perfdata({"watch", R"(\7100\7102)", "-i", "0.05", "-n", "2", "-f", "jsonl"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(std::ranges::count(run.out, '\n'), 2);
  EXPECT_EQ(run.out.find('\r'), std::string::npos);
}

TEST_F(Program, ExplainsAValue) {
  const auto run = perfdata({"explain", R"(\7000(alpha)\7006)"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("PERF_RAW_FRACTION"));
}

TEST_F(Program, ReadsRegistryKeys) {
  const test::scratch_key made(R"(SOFTWARE\perfdata test program)");
  made.set_text("Größe", "Schuhe");
  const auto list = perfdata({"registry", "ls", "--values", R"(HKLM\SOFTWARE\perfdata test program)"});
  EXPECT_EQ(list.code, 0) << list.err;
  EXPECT_THAT(list.out, HasSubstr("Größe"));
  const auto absent = perfdata({"registry", "ls", R"(HKLM\SOFTWARE\no such key)"});
  EXPECT_EQ(absent.code, 1);
  EXPECT_THAT(absent.err, HasSubstr("ERROR_FILE_NOT_FOUND"));
}

TEST_F(Program, HostThatIsNotThereIsOneAndNamed) {
  const auto run = perfdata({"--host", "no-such-host.invalid", "show", R"(\7000\7002)"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_THAT(run.err, HasSubstr("ERROR_BAD_NETPATH"));
}

TEST_F(Program, UnknownObjectIsOneAndWrongUsageTwo) {
  EXPECT_EQ(perfdata({"show", R"(\7999\2)"}).code, 1);
  EXPECT_EQ(perfdata({"shwo"}).code, 2);
}

}  // namespace
