// The program against every real capture, field by field, as an independent walker saw them.
#include <array>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tests/support/captured_process.hpp>
#include <tests/support/shared_data.hpp>
#include <zlib.h>

using namespace perfdata;
using json = nlohmann::json;

namespace {

std::string unzipped(const std::filesystem::path& file) {
  std::string text;
  const gzFile in = ::gzopen(file.c_str(), "rb");
  if (in == nullptr) return text;
  std::array<char, 65536> some{};
  for (int got = 0; (got = ::gzread(in, some.data(), some.size())) > 0;)
    text.append(some.data(), static_cast<std::size_t>(got));
  ::gzclose(in);
  return text;
}

test::finished decode(const std::filesystem::path& file) {
  if (file.extension() != ".gz") return test::run_captured({PERFDATA_PROGRAM, "decode", file, "--json"});
  return test::run_captured({PERFDATA_PROGRAM, "decode", "-", "--json"}, unzipped(file));
}

void expect_counters(const json& truth, const json& counters) {
  ASSERT_EQ(truth.size(), counters.size());
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const json& counter = counters[i];
    char type_code[11];
    std::snprintf(type_code, sizeof type_code, "0x%08x", truth[i][4].get<std::uint32_t>());
    EXPECT_EQ(counter["title_index"], truth[i][0]);
    EXPECT_EQ(counter["help_index"], truth[i][1]);
    EXPECT_EQ(counter["default_scale"], truth[i][2]);
    EXPECT_EQ(counter["detail_level"], truth[i][3]);
    EXPECT_EQ(counter["type_code"], type_code);
    EXPECT_TRUE(counter["type"].is_string());
    EXPECT_EQ(counter["size"], truth[i][5]);
    EXPECT_EQ(counter["offset"], truth[i][6]);
  }
}

void expect_object(const json& truth, const json& object, std::size_t& values) {
  const std::map<std::string, std::string> same{{"title_index", "index"},   {"help_index", "help"},
                                                {"detail_level", "detail"}, {"default_counter", "dflt"},
                                                {"num_instances", "num"},   {"code_page", "cp"},
                                                {"perf_time", "time"},      {"perf_freq", "freq"}};
  for (const auto& [ours, theirs] : same) EXPECT_EQ(object[ours], truth[theirs]) << ours;
  expect_counters(truth["counters"], object["counters"]);
  const json& instances = truth["instances"];
  ASSERT_EQ(instances.size(), object["instances"].size());
  for (std::size_t i = 0; i < instances.size(); ++i) {
    EXPECT_EQ(object["instances"][i]["name"], instances[i][0]);
    EXPECT_EQ(object["instances"][i]["values"], instances[i][1]);
    values += instances[i][1].size();
  }
}

std::string iso(const json& time) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", time[0].get<int>(),
                time[1].get<int>(), time[3].get<int>(), time[4].get<int>(), time[5].get<int>(),
                time[6].get<int>(), time[7].get<int>());
  return text;
}

void expect_block(const json& truth, const json& block, std::size_t& values) {
  EXPECT_EQ(block["total_byte_length"], truth["total"]);
  EXPECT_EQ(block["header_length"], truth["header"]);
  EXPECT_EQ(block["default_object"], truth["default"]);
  EXPECT_EQ(block["system_name"], truth["system"]);
  EXPECT_EQ(block["perf_time"], truth["perftime"]);
  EXPECT_EQ(block["perf_freq"], truth["perffreq"]);
  EXPECT_EQ(block["perf_time_100ns"], truth["t100"]);
  EXPECT_EQ(block["system_time"], iso(truth["systime"]));
  ASSERT_EQ(block["objects"].size(), truth["objs"].size());
  for (std::size_t i = 0; i < truth["objs"].size(); ++i)
    expect_object(truth["objs"][i], block["objects"][i], values);
}

TEST(Captures, DecodeIsWhatAnIndependentWalkerSaw) {
  std::istringstream dump(unzipped(test::shared_data("truth/walker_dump.jsonl.gz")));
  std::size_t blocks = 0;
  std::size_t values = 0;
  for (std::string line; std::getline(dump, line);) {
    const json truth = json::parse(line);
    const auto file = test::shared_data(truth["file"].get<std::string>());
    if (!std::filesystem::exists(file)) continue;  // composites that are not handed out
    SCOPED_TRACE(file.string());
    const auto run = decode(file);
    ASSERT_EQ(run.code, 0) << run.err;
    expect_block(truth, json::parse(run.out), values);
    ++blocks;
  }
  if (blocks == 0) GTEST_SKIP() << "skipped: no captures in " << test::shared_data("hkpd");
  EXPECT_GE(blocks, 50U);
  EXPECT_GE(values, 10'000U);
}

TEST(Captures, TextAndMapDecodeEveryOneToo) {
  const auto files = test::captures("hkpd", ".bin");
  if (files.empty()) GTEST_SKIP() << "skipped: no captures in " << test::shared_data("hkpd");
  for (const auto& file : files)
    for (const std::string& form : {std::string("--map"), std::string()}) {
      std::vector<std::string> command{PERFDATA_PROGRAM, "decode", file};
      if (!form.empty()) command.push_back(form);
      const auto run = test::run_captured(command);
      EXPECT_EQ(run.code, 0) << file << run.err;
      EXPECT_FALSE(run.out.empty()) << file;
    }
}

}  // namespace
