#include "monitor/cli/watched_place.hpp"

#include "monitor/cli/watch_loop.hpp"
#include "tests/monitor/cli/built_blocks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <mutex>
#include <tests/support/scripted_source.hpp>

using namespace perfdata;
using namespace perfdata::cli;
using namespace std::chrono_literals;

namespace {

/// Answers one block a second later than the one before, and holds every answer back while the gate is shut.
class gated_source final : public counter_source {
 public:
  explicit gated_source(std::timed_mutex& gate) : gate_(gate) {}
  result<void> query(std::string_view, byte_buffer& answer) override {
    const std::lock_guard open(gate_);
    answer = test::perfhost_block(seconds_++);
    return {};
  }
  std::string machine() const override { return "SLOW"; }

 private:
  std::timed_mutex& gate_;
  std::int64_t seconds_ = 0;
};

source_names names() {
  return {.counters = *title_table::parse(test::perfhost_title_table()), .helps = {}};
}

open_place place_of(std::unique_ptr<counter_source> source) {
  return {.label = "server", .source = std::move(source), .names = names()};
}

std::vector<counter_path> paths(const char* text) {
  return {*counter_path::parse(text)};
}

void sample(const watched_places& places) {
  const interrupt signals;
  collect_all(places, std::nullopt, signals);
}

struct scripted_watch {
  test::scripted_source* script = nullptr;
  watched_places places{};

  explicit scripted_watch(const char* path = R"(\Processor(0)\*)") {
    auto source = std::make_unique<test::scripted_source>();
    script = source.get();
    answer(0);
    places.push_back(std::make_unique<watched_place>(place_of(std::move(source)), paths(path)));
  }
  void answer(std::int64_t seconds) { script->answer("238", test::perfhost_block(seconds)); }
};

TEST(WatchedPlace, ValuesComeWithTheSecondSample) {
  scripted_watch watch;
  sample(watch.places);
  ASSERT_EQ(watch.places[0]->last().rows.size(), 2U);
  EXPECT_EQ(watch.places[0]->last().rows[0].cooked.status, cooked_status::first_sample);
  watch.answer(1);
  sample(watch.places);
  EXPECT_EQ(watch.places[0]->last().rows[0].cooked.value, 75.0);
  EXPECT_EQ(watch.places[0]->last().rows[1].cooked.value, 50.0);
}

TEST(WatchedPlace, LostConnectionLeavesRowsThatSaySoAndValuesComeBack) {
  scripted_watch watch;
  auto& place = *watch.places[0];
  sample(watch.places);
  watch.script->fail_next({.code = errc::connection_lost, .message = "the connection was lost"});
  sample(watch.places);
  ASSERT_TRUE(place.trouble());
  EXPECT_TRUE(place.trouble_changed());
  ASSERT_EQ(place.last().rows.size(), 2U);
  EXPECT_EQ(place.last().rows[0].cooked.status, cooked_status::stale);
  EXPECT_FALSE(place.last().rows[0].cooked.value);
  const auto written = put_together(watch.places, {});
  ASSERT_EQ(written.troubles.size(), 1U);
  EXPECT_EQ(written.troubles[0], "server: the connection was lost");
  watch.answer(4);
  sample(watch.places);
  EXPECT_FALSE(place.trouble());
  EXPECT_TRUE(place.trouble_changed());
  EXPECT_EQ(place.last().rows[0].cooked.value, 75.0);
  EXPECT_EQ(place.last().rows[0].newer.value, 10'000'000U);
  ASSERT_TRUE(place.last().rows[0].older);
  EXPECT_EQ(place.last().rows[0].older->value, 0U);  // over the whole of the gap
}

TEST(WatchedPlace, PathNobodyKnowsIsRejectedAndTheOthersStay) {
  auto source = std::make_unique<test::scripted_source>();
  source->answer("238", test::perfhost_block());
  auto wanted = paths(R"(\Nonsense\*)");
  wanted.push_back(*counter_path::parse(R"(\Processor(_Total)\*)"));
  watched_places places;
  places.push_back(std::make_unique<watched_place>(place_of(std::move(source)), wanted));
  sample(places);
  ASSERT_EQ(places[0]->rejected().size(), 1U);
  EXPECT_THAT(places[0]->rejected()[0].message, testing::HasSubstr("Nonsense"));
  EXPECT_EQ(places[0]->last().rows.size(), 2U);
}

TEST(WatchedPlace, SourceThatHangsHoldsNobodyBack) {
  std::timed_mutex gate;
  scripted_watch watch;
  watch.places.push_back(std::make_unique<watched_place>(place_of(std::make_unique<gated_source>(gate)),
                                                         paths(R"(\Processor(0)\*)")));
  sample(watch.places);
  EXPECT_FALSE(watch.places[1]->trouble());
  const interrupt signals;
  {
    const std::lock_guard shut(gate);
    watch.answer(1);
    collect_all(watch.places, 50ms, signals);
    EXPECT_EQ(watch.places[0]->last().rows[0].cooked.value, 75.0);
    EXPECT_TRUE(watch.places[1]->trouble());
    EXPECT_EQ(watch.places[1]->last().rows[0].cooked.status, cooked_status::stale);
    // What still owes an answer is not waited for a second time.
    const auto before = std::chrono::steady_clock::now();
    watch.answer(2);
    collect_all(watch.places, 1h, signals);
    EXPECT_LT(std::chrono::steady_clock::now() - before, 30s);
    EXPECT_EQ(watch.places[0]->last().rows[0].cooked.value, 75.0);
  }
  for (int i = 0; i < 10'000 && !watch.places[1]->answered(); ++i)
    (void)signals.wait_until(std::chrono::steady_clock::now() + 1ms);
  sample(watch.places);
  EXPECT_FALSE(watch.places[1]->trouble());
  EXPECT_EQ(watch.places[1]->last().rows[0].cooked.value, 75.0);
}

}  // namespace
