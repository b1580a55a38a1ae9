#include "monitor/cli/sample_writer.hpp"
#include "monitor/core/local_time.hpp"

#include <cstdio>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/support/environment.hpp>
#include <tests/support/scratch_folder.hpp>

using namespace perfdata;
using namespace perfdata::cli;

namespace {

row shown(const char* path, std::optional<double> value) {
  row out{.path = path};
  out.newer.type = counter_type::rawcount;
  out.cooked = {value, value ? cooked_status::ok : cooked_status::stale};
  return out;
}

watch_sample sample_of(std::vector<row> rows) {
  return {.time = from_filetime(131291624803022616), .rows = std::move(rows)};  // 2017-01-17T21:34:40.302Z
}

class Writers : public testing::Test {
 protected:
  void SetUp() override {
    test::set_variable("TZ", "PST8PDT,M3.2.0,M11.1.0");
    if (zone_at(sample_of({}).time).bias_minutes != 480)
      GTEST_SKIP() << "skipped: the time zone of this system does not come from TZ";
  }
};

std::string written(watch_format format, const std::vector<watch_sample>& samples) {
  const test::scratch_folder folder;
  std::FILE* out = std::fopen(std::string(folder / "out").c_str(), "wb");
  {
    const auto writer = make_writer(format, out);
    for (const auto& one : samples) writer->write(one);
  }
  std::fclose(out);
  return test::read_text(folder / "out");
}

TEST_F(Writers, CsvHasHeaderAndLocalTimeAsPdhWritesThem) {
  EXPECT_EQ(
      written(watch_format::csv, {sample_of({shown(R"(\\H\O\A)", 0.5), shown(R"(\\H\O\B)", std::nullopt)})}),
      "\"(PDH-CSV 4.0) (PST)(480)\",\"\\\\H\\O\\A\",\"\\\\H\\O\\B\"\r\n"
      "\"01/17/2017 13:34:40.302\",\"0.5\",\" \"\r\n");
}

TEST_F(Writers, ColumnsAreThoseOfTheFirstSample) {
  const auto text = written(watch_format::tsv, {sample_of({shown("a", 1), shown("b", 2)}),
                                                sample_of({shown("c", 9), shown("b", 4)})});
  EXPECT_EQ(text,
            "\"(PDH-TSV 4.0) (PST)(480)\"\t\"a\"\t\"b\"\r\n"
            "\"01/17/2017 13:34:40.302\"\t\"1\"\t\"2\"\r\n"
            "\"01/17/2017 13:34:40.302\"\t\" \"\t\"4\"\r\n");
}

TEST(JsonLines, AreOneObjectASample) {
  const auto text = written(watch_format::jsonl, {sample_of({shown(R"(\\H\O\A)", 0.5)}), sample_of({})});
  const auto end = text.find('\n');
  const auto first = nlohmann::json::parse(text.substr(0, end));
  EXPECT_EQ(first["time"], "2017-01-17T21:34:40.302Z");
  EXPECT_EQ(first["values"][0]["path"], R"(\\H\O\A)");
  EXPECT_EQ(first["values"][0]["value"], 0.5);
  EXPECT_EQ(nlohmann::json::parse(text.substr(end + 1))["values"].size(), 0U);
}

TEST_F(Writers, TextIsOnePlainLineAValueWhenNobodyLooks) {
  const auto text = written(watch_format::text, {sample_of({shown("a", 1), shown("bb", std::nullopt)})});
  EXPECT_EQ(text, "13:34:40.302  a   1\n13:34:40.302  bb  -     " +
                      std::string(to_string(cooked_status::stale)) + "\n");
}

}  // namespace
