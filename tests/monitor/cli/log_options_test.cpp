#include "monitor/cli/log_options.hpp"

#include <gtest/gtest.h>
#include <tests/support/captured_process.hpp>

using namespace perfdata;
using namespace perfdata::cli;
using namespace std::chrono_literals;

namespace {

TEST(LogOptions, EveryIsANumberOfSamplesOrASpan) {
  EXPECT_EQ(parse_every("10")->nth, 10U);
  EXPECT_EQ(parse_every("500ms")->span, hundred_ns(5'000'000));
  EXPECT_EQ(parse_every("5m")->span, 5min);
  for (const char* wrong : {"", "0", "-1", "5 m", "5d", "1.5s", "99999999999999999999"}) {
    const auto every = parse_every(wrong);
    ASSERT_FALSE(every) << wrong;
    EXPECT_EQ(every.error().code, errc::invalid_argument);
  }
}

TEST(LogOptions, MomentIsOnTheLogsClockOrUtc) {
  const auto local = parse_moment("2020-01-02 03:04:05", 60min);
  ASSERT_TRUE(local);
  EXPECT_EQ(*local - *parse_moment("2020-01-02T03:04:05Z", 60min), 1h);
  EXPECT_EQ(*local - *parse_moment("2020-01-02", 60min), 3h + 4min + 5s);
  EXPECT_FALSE(parse_moment("yesterday", {}));
}

TEST(LogOptions, CountersComeFromPathsAndFiles) {
  const test::scratch_folder folder;
  test::write_text(folder / "counters.txt",
                   "# those that matter\r\n\\Memory\\*\r\n\r\n\"\\System\\Threads\"\r\n");
  const auto paths = read_counters({R"(\Processor(_Total)\% User Time)", folder / "counters.txt"});
  ASSERT_TRUE(paths) << paths.error().message;
  ASSERT_EQ(paths->size(), 3U);
  EXPECT_EQ((*paths)[2].counter, "Threads");
}

TEST(LogOptions, WrongPathInAFileIsNamedWithItsLine) {
  const test::scratch_folder folder;
  test::write_text(folder / "counters.txt", "\\Memory\\*\nnonsense\n");
  const auto paths = read_counters({folder / "counters.txt"});
  ASSERT_FALSE(paths);
  EXPECT_NE(paths.error().message.find("line 2"), std::string::npos);
  EXPECT_FALSE(read_counters({folder / "absent"}));
}

}  // namespace
