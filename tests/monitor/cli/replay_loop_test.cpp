#include "monitor/cli/replay_loop.hpp"

#include "tests/monitor/cli/built_blocks.hpp"

#include <gtest/gtest.h>

#include <perfdata/connection/timeline.hpp>

using namespace perfdata;
using namespace perfdata::cli;
using namespace std::chrono_literals;

namespace {

timeline::moment at(double second) {
  return timeline::moment(
      std::chrono::duration_cast<hundred_ns>(std::chrono::duration<double>(1'700'000'000 + second)));
}

/// Moments that a test wrote down.
class scripted_recording final : public counter_source, private timeline {
 public:
  scripted_recording(std::string name, std::vector<double> seconds)
      : name_(std::move(name)), seconds_(std::move(seconds)) {}
  result<void> query(std::string_view, byte_buffer& answer) override {
    if (next_ == seconds_.size()) return failure({.code = errc::end_of_recording, .message = "end"});
    answer = test::perfhost_block(static_cast<std::int64_t>(seconds_[next_++]));
    return {};
  }
  std::string machine() const override { return name_; }
  timeline* recorded() noexcept override { return this; }

 private:
  std::optional<moment> current() const override {
    return next_ == 0 ? std::nullopt : std::optional(at(seconds_[next_ - 1]));
  }
  std::optional<moment> upcoming() override {
    return next_ < seconds_.size() ? std::optional(at(seconds_[next_])) : std::nullopt;
  }
  std::optional<moment> after_upcoming() override {
    return next_ + 1 < seconds_.size() ? std::optional(at(seconds_[next_ + 1])) : std::nullopt;
  }
  std::vector<std::string> damages() const override { return {}; }
  void seek(moment time) override {
    next_ = 0;
    while (next_ + 1 < seconds_.size() && at(seconds_[next_ + 1]) <= time) ++next_;
  }

  std::string name_;
  std::vector<double> seconds_;
  std::size_t next_ = 0;
};

watched_places places_of(std::vector<std::pair<std::string, std::vector<double>>> recordings) {
  watched_places places;
  for (auto& [name, seconds] : recordings) {
    open_place place{.label = name,
                     .source = std::make_unique<scripted_recording>(name, std::move(seconds)),
                     .names = {.counters = *title_table::parse(test::perfhost_title_table()), .helps = {}},
                     .is_file = true};
    places.push_back(std::make_unique<watched_place>(
        std::move(place), std::vector{*counter_path::parse(R"(\Processor(0)\*)")}));
  }
  const interrupt signals;
  collect_all(places, std::nullopt, signals);
  return places;
}

struct written {
  double second = 0;
  std::size_t silent = 0;  // hosts without a sample
  friend bool operator==(const written&, const written&) = default;
};

std::vector<written> go_through(const watched_places& places, const replay_pace& pace = {}) {
  std::vector<written> samples;
  const interrupt signals;
  const auto done = replay(places, pace, signals, [&](const watch_sample& sample) -> result<void> {
    samples.push_back({std::chrono::duration<double>(sample.time - at(0)).count(), sample.troubles.size()});
    return {};
  });
  EXPECT_TRUE(done);
  return samples;
}

using all = std::vector<written>;

TEST(Replay, GoesThroughEveryMomentToTheEnd) {
  EXPECT_EQ(go_through(places_of({{"A", {0, 1, 2.5}}})), (all{{0, 0}, {1, 0}, {2.5, 0}}));
}

TEST(Replay, HostsThatWereSampledTogetherComeTogether) {
  EXPECT_EQ(go_through(places_of({{"A", {0, 1, 2, 3}}, {"B", {0.25, 1.5, 3.25}}})),
            (all{{0, 0}, {1, 0}, {2, 1}, {3, 0}}));
}

TEST(Replay, HostThatWasRecordedLaterIsSilentUntilThen) {
  EXPECT_EQ(go_through(places_of({{"A", {0, 1, 2}}, {"B", {1.5, 2.5}}})), (all{{0, 1}, {1, 0}, {2, 0}}));
  EXPECT_EQ(go_through(places_of({{"A", {0, 1}}, {"B", {7, 8}}})), (all{{0, 1}, {1, 1}, {7, 1}, {8, 1}}));
}

TEST(Replay, IntervalLeavesOutWhatLiesBetween) {
  const auto places = places_of({{"A", {0, 1, 2, 3, 4, 5, 6}}});
  EXPECT_EQ(go_through(places, {.interval = 2s}), (all{{0, 0}, {2, 0}, {4, 0}, {6, 0}}));
}

TEST(Replay, CountEndsIt) {
  EXPECT_EQ(go_through(places_of({{"A", {0, 1, 2, 3}}}), {.count = 2}), (all{{0, 0}, {1, 0}}));
}

TEST(Replay, SpeedWaitsInProportion) {
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(go_through(places_of({{"A", {0, 10, 20}}}), {.speed = 100}).size(), 3U);
  EXPECT_GE(std::chrono::steady_clock::now() - began, 200ms);
}

}  // namespace
