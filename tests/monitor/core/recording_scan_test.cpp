#include "monitor/core/recording_scan.hpp"

#include "monitor/core/history/recorded_line.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <vector>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

/// Moments at whole seconds, read one after the other.
class made_up_timeline final : public timeline {
 public:
  made_up_timeline(int first, int count, int period = 1) {
    for (int i = 0; i < count; ++i) times.push_back(first + i * period);
  }
  std::optional<moment> current() const override {
    return at > 0 ? std::optional(moment_of(times[at - 1])) : std::nullopt;
  }
  std::optional<moment> upcoming() override {
    return at < times.size() ? std::optional(moment_of(times[at])) : std::nullopt;
  }
  std::optional<moment> after_upcoming() override {
    return at + 1 < times.size() ? std::optional(moment_of(times[at + 1])) : std::nullopt;
  }
  std::vector<std::string> damages() const override { return {}; }
  void seek(moment time) override {
    const auto later =
        std::ranges::upper_bound(times, time, {}, [](int each) { return moment_of(each); }) - times.begin();
    at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(later - 1, 0));
  }
  /// As a query does: the time, or nothing at the end.
  std::optional<double> read() {
    if (at >= times.size()) return std::nullopt;
    return times[at++];
  }

  static moment moment_of(int seconds) { return moment(std::chrono::seconds(seconds)); }

  std::vector<int> times;
  std::size_t at = 0;
};

struct reading {
  std::uint64_t pass;
  bool closely;
  double time;
};

/// Reads at most `most` moments.
std::vector<reading> read_on(recording_scan& scan, made_up_timeline& moments, std::size_t most = 100'000) {
  std::vector<reading> read;
  for (std::size_t i = 0; i < most && scan.move_on(); ++i) {
    const auto pass = scan.pass();
    const bool closely = scan.closely();
    const auto time = moments.read();
    scan.has_read(time);
    if (time) read.push_back({pass, closely, *time});
  }
  return read;
}

std::vector<double> times_of_pass(const std::vector<reading>& read, std::uint64_t pass) {
  std::vector<double> times;
  for (const auto& each : read)
    if (each.pass == pass) times.push_back(each.time);
  return times;
}

}  // namespace

TEST(RecordingScan, ShortRecordingIsReadCloselyAtOnce) {
  made_up_timeline moments(1000, 500);
  recording_scan scan(moments);
  EXPECT_EQ(scan.whole(), (time_range{1000, 1499}));
  const auto read = read_on(scan, moments);
  ASSERT_EQ(read.size(), 500U);
  EXPECT_TRUE(read.front().closely);
  EXPECT_EQ(read.front().time, 1000);
  EXPECT_EQ(read.back().time, 1499);
  EXPECT_EQ(scan.passes_done(), 1U);
  EXPECT_EQ(scan.progress(), 1);
}

TEST(RecordingScan, LongRecordingIsLookedOverBeforeItIsRead) {
  made_up_timeline moments(0, 50'000);
  recording_scan scan(moments);
  const auto read = read_on(scan, moments);
  const auto look = times_of_pass(read, 1);
  EXPECT_EQ(look.size(), recording_scan::looked_at);
  EXPECT_EQ(look.front(), 0);
  EXPECT_EQ(look.back(), 49'999);
  EXPECT_TRUE(std::ranges::is_sorted(look));
  EXPECT_EQ(times_of_pass(read, 2).size(), 50'000U);
}

TEST(RecordingScan, WhatIsShownIsReadAndNotTheRest) {
  made_up_timeline moments(0, 50'000);
  recording_scan scan(moments);
  scan.show({20'000, 20'100});
  const auto read = read_on(scan, moments);
  const auto close = times_of_pass(read, 2);
  ASSERT_FALSE(close.empty());
  EXPECT_LE(close.front(), 20'000);
  EXPECT_GE(close.back(), 20'100);
  EXPECT_LT(close.size(), 300U);
  EXPECT_FALSE(scan.show({20'010, 20'090})) << "it was read";
  EXPECT_FALSE(scan.move_on());
}

TEST(RecordingScan, ZoomingInInterruptsALongReading) {
  made_up_timeline moments(0, 50'000);
  recording_scan scan(moments);
  read_on(scan, moments, 1000);  // the look, and some of the whole
  ASSERT_EQ(scan.pass(), 2U);
  EXPECT_TRUE(scan.show({40'000, 40'100}));
  const auto close = times_of_pass(read_on(scan, moments), 3);
  ASSERT_FALSE(close.empty());
  EXPECT_NEAR(close.front(), 39'950, 1);
  EXPECT_EQ(scan.passes_done(), 3U);
  EXPECT_TRUE(scan.show({0, 49'999})) << "only a part was read closely";
}

TEST(RecordingScan, MovingAlittleAsksForNothing) {
  made_up_timeline moments(0, 50'000);
  recording_scan scan(moments);
  scan.show({20'000, 20'100});
  read_on(scan, moments);
  EXPECT_FALSE(scan.show({20'030, 20'130}));
  EXPECT_TRUE(scan.show({20'100, 20'200}));
}

TEST(RecordingScan, WhatLiesOutsideIsNotAsked) {
  made_up_timeline moments(1000, 100);
  recording_scan scan(moments);
  read_on(scan, moments);
  EXPECT_FALSE(scan.show({0, 500}));
  EXPECT_FALSE(scan.show({0, 5000}));
}

TEST(RecordingScan, EmptyRecordingAndOneOfOneMomentEnd) {
  made_up_timeline none(0, 0);
  recording_scan nothing(none);
  EXPECT_TRUE(read_on(nothing, none).empty());
  EXPECT_FALSE(nothing.move_on());
  made_up_timeline one(77, 1);
  recording_scan single(one);
  EXPECT_EQ(read_on(single, one).size(), 1U);
  EXPECT_FALSE(single.move_on());
}

TEST(RecordingScan, GrowthIsSeenByAnotherLook) {
  made_up_timeline moments(0, 100);
  recording_scan scan(moments);
  read_on(scan, moments);
  for (int i = 100; i < 150; ++i) moments.times.push_back(i);
  EXPECT_FALSE(scan.move_on());
  scan.look_again();
  EXPECT_EQ(read_on(scan, moments).size(), 150U);
}

TEST(RecordingScan, HoleIsLookedAtOnce) {
  made_up_timeline moments(0, 3);
  for (int i = 100'000; i < 100'003; ++i) moments.times.push_back(i);
  recording_scan scan(moments);
  const auto look = times_of_pass(read_on(scan, moments), 1);
  EXPECT_EQ(look.size(), 3U) << "first, before the hole, last";
}

TEST(RecordedLine, LookIsSeenAtOnceAndReplacedWhereItWasReadClosely) {
  series_history shown;
  recorded_line line;
  for (const double time : {0.0, 10.0, 20.0, 30.0}) line.push(1, false, {.time = time, .value = time}, shown);
  EXPECT_EQ(shown.size(), 4U);
  line.finish(1, shown);
  for (double time = 9; time <= 21; ++time) line.push(2, true, {.time = time, .value = time}, shown);
  EXPECT_EQ(shown.size(), 4U) << "until all of it is there";
  line.finish(2, shown);
  ASSERT_EQ(shown.size(), 15U);
  EXPECT_EQ(shown[0].time, 0);
  EXPECT_EQ(shown[1].time, 9);
  EXPECT_EQ(shown[13].time, 21);
  EXPECT_EQ(shown.back().time, 30);
}

TEST(RecordedLine, InterruptedPassLeavesWhatIsShown) {
  series_history shown;
  recorded_line line;
  for (const double time : {0.0, 10.0}) line.push(1, false, {.time = time, .value = 1}, shown);
  line.finish(1, shown);
  line.push(2, true, {.time = 5, .value = 2}, shown);
  line.push(3, true, {.time = 7, .value = 3}, shown);
  line.finish(2, shown);
  EXPECT_EQ(shown.size(), 2U);
  line.finish(3, shown);
  ASSERT_EQ(shown.size(), 3U);
  EXPECT_EQ(shown[1].time, 7);
}
