#include <filesystem>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <tests/support/captured_process.hpp>
#include <tests/support/log_reading.hpp>
#include <tests/support/shared_data.hpp>

#include <perfdata/base/utf16.hpp>
#include <perfdata/recording/counter_log_format.hpp>
#include <perfdata/recording/pdh_log.hpp>

using namespace perfdata;
using namespace std::chrono_literals;
using test::read_all;
using test::text_file;

namespace {

constexpr std::string_view small_log =
    "\"(PDH-CSV 4.0) (Pacific Standard Time)(480)\",\"\\\\H\\Memory\\Available "
    "Bytes\",\"\\\\H\\Processor(0)\\% User "
    "Time\"\r\n"
    "\"11/26/2016 13:46:30.874\",\"1024\",\" \"\r\n"
    "\"11/26/2016 13:46:33.877\",\"2048\",\"12.5\"\r\n";

TEST(PdhLog, ReadsColumnsTimesAndMissingValues) {
  const auto log = open_pdh_log(text_file(small_log));
  ASSERT_TRUE(log) << log.error().message;
  EXPECT_EQ((*log)->zone(), (pdh_zone{"Pacific Standard Time", 480}));
  const auto samples = read_all(**log);
  ASSERT_EQ(samples.size(), 2U);
  EXPECT_EQ(to_filetime(samples[0].time), 131246703908740000);
  EXPECT_EQ(samples[0].values.size(), 1U);
  EXPECT_EQ(samples[1].values.at(R"(\\H\Processor(0)\% User Time)"), 12.5);
  EXPECT_TRUE((*log)->notices().list().empty());
}

TEST(PdhLog, TableOfACountryWithDecimalCommas) {
  const auto log = open_pdh_log(text_file(
      "(PDH-CSV 4.0) (W. Europe Standard Time)(-60);\\\\H\\Speicher\\Bytes\n26.11.2016 13:46:30;1024,5\n"
      "03.12.2016 00:00:00;\n"));
  ASSERT_TRUE(log) << log.error().message;
  const auto samples = read_all(**log);
  ASSERT_EQ(samples.size(), 2U);
  EXPECT_EQ(samples[0].values.at(R"(\\H\Speicher\Bytes)"), 1024.5);
  EXPECT_EQ(samples[1].time - samples[0].time, 6 * 24h + 10h + 13min + 30s);
}

TEST(PdhLog, DayAndMonthAreToldApartByALaterLine) {
  const auto log =
      open_pdh_log(text_file("\"(PDH-CSV 4.0) (x)(0)\",\"\\\\H\\o\\c\"\n\"01/02/2016 00:00:00\",\"1\"\n"
                             "\"13/02/2016 00:00:00\",\"2\"\n"));
  ASSERT_TRUE(log);
  const auto samples = read_all(**log);
  ASSERT_EQ(samples.size(), 2U);
  EXPECT_EQ(samples[1].time - samples[0].time, 12 * 24h);
}

TEST(PdhLog, Utf16OfPowerShellReadsTheSame) {
  byte_buffer bytes{std::byte{0xFF}, std::byte{0xFE}};
  const auto text = to_utf16le(small_log);
  bytes.insert(bytes.end(), text.begin(), text.end());
  EXPECT_TRUE(begins_like_pdh_text(bytes));
  const auto log = open_pdh_log(random_file::in_memory(bytes, "utf16"));
  ASSERT_TRUE(log) << log.error().message;
  EXPECT_EQ(read_all(**log).size(), 2U);
}

TEST(PdhLog, NamesInACodePageBecomeUtf8) {
  const auto log =
      open_pdh_log(text_file("\"(PDH-CSV 4.0) (x)(0)\",\"\\\\H\\Prozessor(Leerlauf)\\Auslagerungs\xFC\"\n"));
  ASSERT_TRUE(log);
  EXPECT_EQ((*log)->columns()[0].path, "\\\\H\\Prozessor(Leerlauf)\\Auslagerungs\xC3\xBC");
}

// A log to which another was appended: instances that came are further columns.
TEST(PdhLog, FurtherFirstLineBringsFurtherColumns) {
  const auto log =
      open_pdh_log(text_file("\"(PDH-CSV 4.0) (x)(0)\",\"\\\\H\\o(a)\\c\"\n\"01/02/2016 00:00:00\",\"1\"\n"
                             "\"(PDH-CSV 4.0) (x)(0)\",\"\\\\H\\o(b)\\c\",\"\\\\H\\o(a)\\c\"\n\"01/02/2016 "
                             "00:00:01\",\"2\",\"3\"\n"));
  ASSERT_TRUE(log);
  const auto samples = read_all(**log);
  ASSERT_EQ(samples.size(), 2U);
  EXPECT_EQ(samples[1].values.at(R"(\\H\o(b)\c)"), 2.0);
  EXPECT_EQ(samples[1].values.at(R"(\\H\o(a)\c)"), 3.0);
  ASSERT_TRUE((*log)->seek(samples[1].time + 1s));
  EXPECT_EQ(read_all(**log).back().values.at(R"(\\H\o(b)\c)"), 2.0);
  ASSERT_TRUE((*log)->rewind());
  EXPECT_EQ(read_all(**log).front().values.at(R"(\\H\o(a)\c)"), 1.0);
}

TEST(PdhLog, DamagedLinesAreSkippedAndNoticedWithTheirPlace) {
  const std::string text = std::string(small_log) +
                           "garbage,1,2\r\n\"11/26/2016 13:46:40.000\",\"x\",\"1\",\"2\"\r\n" +
                           "\"11/26/2016 13:46:41.000\",\"1\"\r\n";
  const auto log = open_pdh_log(text_file(text));
  ASSERT_TRUE(log);
  EXPECT_EQ(read_all(**log).size(), 4U);
  const auto notices = (*log)->notices().list();
  ASSERT_EQ(notices.size(), 4U);
  EXPECT_EQ(notices[0].offset, small_log.size());
  EXPECT_NE(notices[1].message.find("\"x\" is no number"), std::string::npos);
  EXPECT_NE(notices[2].message.find("more values"), std::string::npos);
  EXPECT_NE(notices[3].message.find("1 values fewer"), std::string::npos);
}

TEST(PdhLog, LastWordsOfTypeperfAreNoDamage) {
  const auto log =
      open_pdh_log(text_file("\r\n" + std::string(small_log) +
                             "\r\nExiting, please wait...\r\nThe command completed successfully.\r\n"));
  ASSERT_TRUE(log);
  EXPECT_EQ(read_all(**log).size(), 2U);
  EXPECT_TRUE((*log)->notices().list().empty());
}

TEST(PdhLog, SeekFindsTheSampleBefore) {
  std::string text = "\"(PDH-CSV 4.0) (x)(0)\",\"\\\\H\\o\\c\"\n";
  for (int i = 0; i < 60; ++i) text += fmt::format("\"01/02/2016 00:00:{:02}\",\"{}\"\n", i, i);
  const auto log = open_pdh_log(text_file(text));
  ASSERT_TRUE(log);
  const auto all = read_all(**log);
  ASSERT_EQ(all.size(), 60U);
  ASSERT_TRUE((*log)->seek(all[30].time));
  const auto rest = read_all(**log);
  EXPECT_EQ(rest.front().time, all[29].time);
  EXPECT_EQ(rest.size(), 31U);
}

// Wherever a reader stands, it goes where a new one would: forwards, backwards, over a further first line.
TEST(PdhLog, SeekFromAnywhereFindsWhatANewReaderFinds) {
  std::string text = "\"(PDH-CSV 4.0) (x)(0)\",\"\\\\H\\o(a)\\c\"\n";
  for (int i = 0; i < 60; ++i) {
    text += fmt::format("\"01/02/2016 00:00:{:02}\",\"{}\"\n", i, i);
    if (i == 29) text += "\"(PDH-CSV 4.0) (x)(0)\",\"\\\\H\\o(b)\\c\"\n";
  }
  const auto moving = open_pdh_log(text_file(text));
  ASSERT_TRUE(moving);
  const auto start = read_all(**moving).front().time;
  ASSERT_TRUE((*moving)->rewind());
  for (const int target : {5, 12, 12, 28, 30, 31, 45, 59, 70, 30, 29, 3, 58, 0}) {
    const auto fresh = open_pdh_log(text_file(text));
    ASSERT_EQ(read_all(**fresh).size(), 60U);  // so that both know every column
    const auto time = start + std::chrono::seconds(target);
    ASSERT_TRUE((*moving)->seek(time));
    ASSERT_TRUE((*fresh)->seek(time));
    log_sample here;
    log_sample there;
    const bool found = (*fresh)->read(there).value();
    ASSERT_EQ((*moving)->read(here).value(), found) << target;
    if (!found) continue;
    EXPECT_EQ(here.time, there.time) << target;
    ASSERT_EQ(here.values.size(), there.values.size()) << target;
    for (std::size_t i = 0; i < here.values.size(); ++i)
      EXPECT_EQ(here.values[i].value, there.values[i].value) << target;
  }
}

TEST(PdhLog, SaysWhatIsNoLog) {
  for (const char* text : {"", "\n\n", "a,b,c\n1,2,3\n", "(", "\"(x)\",\"y\"\n"}) {
    const auto log = open_pdh_log(text_file(text));
    ASSERT_FALSE(log) << text;
    EXPECT_EQ(log.error().code, errc::unsupported);
  }
}

TEST(PdhLog, WritesWhatItReads) {
  const test::scratch_folder folder;
  const auto log = open_pdh_log(text_file(small_log));
  ASSERT_TRUE(log);
  auto out = output_file::create(folder / "out.csv");
  ASSERT_TRUE(out);
  const auto writer = write_pdh_log(std::move(*out), pdh_format::csv, (*log)->zone());
  log_sample sample;
  while (*(*log)->read(sample)) ASSERT_TRUE(writer->write((*log)->columns(), sample));
  ASSERT_TRUE(writer->finish((*log)->columns()));
  EXPECT_EQ(test::read_text(folder / "out.csv"), small_log);
}

TEST(PdhLog, FullDiskIsAnError) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "skipped: there is no /dev/full";
  auto out = output_file::create("/dev/full");
  ASSERT_TRUE(out);
  const auto writer = write_pdh_log(std::move(*out), pdh_format::csv, {"UTC", 0});
  ASSERT_TRUE(writer->write({}, {}));
  const auto finished = writer->finish({});
  ASSERT_FALSE(finished);
  EXPECT_NE(finished.error().message.find("/dev/full"), std::string::npos);
}

// A real log whose name ends in .blg.
TEST(PdhLog, RealLogWithoutItsFormatsName) {
  const auto file = test::shared_data("text/powershell-corruptblg-is-really-pdh.csv");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: " << file << " is not here";
  const auto log = open_counter_log(file.string());
  ASSERT_TRUE(log) << log.error().message;
  EXPECT_EQ((*log)->zone(), (pdh_zone{"Pacific Daylight Time", 420}));
  EXPECT_EQ(read_all(**log).size(), 500U);
}

}  // namespace
