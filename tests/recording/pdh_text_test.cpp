#include <gtest/gtest.h>
#include <tests/support/shared_data.hpp>

#include <perfdata/recording/pdh_text.hpp>

using namespace perfdata;

namespace {

// Numbers of a log that PDH wrote.
TEST(PdhText, NumbersAreAsPdhPrintsThem) {
  EXPECT_EQ(pdh_number(86.93735103284412), "86.93735103284412");
  EXPECT_EQ(pdh_number(0.33300142472592542), "0.33300142472592542");
  EXPECT_EQ(pdh_number(2345.3290343446924), "2345.3290343446924");
  EXPECT_EQ(pdh_number(0), "0");
  EXPECT_EQ(pdh_number(4096), "4096");
}

TEST(PdhText, HeaderNamesFormatZoneAndPaths) {
  const std::vector<std::string> paths{R"(\\HOST\Memory\Available Bytes)",
                                       R"(\\HOST\Processor(0)\% User Time)"};
  EXPECT_EQ(pdh_header(pdh_format::csv, {"Pacific Standard Time", 480}, paths),
            "\"(PDH-CSV 4.0) (Pacific Standard Time)(480)\",\"\\\\HOST\\Memory\\Available Bytes\","
            "\"\\\\HOST\\Processor(0)\\% User Time\"\r\n");
  EXPECT_EQ(pdh_header(pdh_format::tsv, {"UTC", 0}, std::span(paths).first(1)),
            "\"(PDH-TSV 4.0) (UTC)(0)\"\t\"\\\\HOST\\Memory\\Available Bytes\"\r\n");
}

TEST(PdhText, MissingValueIsOneBlankInQuotes) {
  const std::vector<std::optional<double>> values{std::nullopt, 86.93735103284412, 0.0};
  const pdh_time time{
      .year = 2016, .month = 11, .day = 26, .hour = 13, .minute = 46, .second = 30, .millisecond = 874};
  EXPECT_EQ(pdh_line(pdh_format::csv, time, values),
            "\"11/26/2016 13:46:30.874\",\" \",\"86.93735103284412\",\"0\"\r\n");
}

TEST(PdhText, NameCannotEndTheFieldOrTheLine) {
  const std::vector<std::string> paths{"\\\\H\\O(a\"b\r\nc)\\C"};
  EXPECT_EQ(pdh_header(pdh_format::csv, {"UTC", 0}, paths),
            "\"(PDH-CSV 4.0) (UTC)(0)\",\"\\\\H\\O(a\"\"b  c)\\C\"\r\n");
}

// Every number of the real log reads back and prints as PDH printed it.
TEST(PdhText, PrintsEveryNumberOfARealLogTheSame) {
  const auto file = test::shared_data("text/powershell-countersamples-by-pdh.csv");
  std::ifstream log(file);
  if (!log) GTEST_SKIP() << "skipped: " << file << " is not here";
  std::size_t compared = 0;
  std::string line;
  std::getline(log, line);  // the header
  while (std::getline(log, line)) {
    std::size_t at = line.find(',');
    while (at != std::string::npos) {
      const auto end = line.find('"', at + 2);
      const std::string printed = line.substr(at + 2, end - at - 2);
      at = line.find(',', end);
      if (printed == " ") continue;
      EXPECT_EQ(pdh_number(std::stod(printed)), printed);
      ++compared;
    }
  }
  EXPECT_GT(compared, 100U);
}

}  // namespace
