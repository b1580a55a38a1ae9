#include "monitor/core/session.hpp"

#include "tests/monitor/support/counted_seconds.hpp"
#include "tests/monitor/support/simulated_machine.hpp"

#include <condition_variable>
#include <gtest/gtest.h>
#include <mutex>

#include <perfdata/recording/file_source.hpp>

using namespace perfdata;
using namespace perfdata::monitor;
using namespace std::chrono_literals;

namespace {

/// Wakes the test whenever a poller published.
class bell {
 public:
  void ring() {
    const std::lock_guard lock(mutex_);
    ++rung_;
    changed_.notify_all();
  }
  void wait_a_little() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, 50ms, [&] { return rung_ > 0; });
    rung_ = 0;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int rung_ = 0;
};

class Session : public testing::Test {
 protected:
  source_id connect() {
    return watching.connect(
        "SIMULATED",
        [world = world]() -> result<std::unique_ptr<counter_source>> {
          return std::make_unique<test::simulated_machine>(world);
        },
        chosen);
  }

  void chart(source_id source, const char* text) { choose(chosen, {source, *counter_path::parse(text)}); }

  /// Goes through the loop of a front end until `reached`, at most ten seconds.
  template <class Condition>
  bool run_until(Condition reached) {
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (std::chrono::steady_clock::now() < end) {
      watching.advance(chosen);
      watching.apply(chosen);
      if (reached(watching.view())) return true;
      woken.wait_a_little();
    }
    return false;
  }

  static bool all_have_values(const frame& seen, std::size_t lines) {
    if (seen.lines.size() != lines) return false;
    for (const auto& line : seen.lines)
      if (!line.history.back().has_value()) return false;
    return true;
  }

  bell woken;
  std::shared_ptr<test::simulated_world> world = std::make_shared<test::simulated_world>();
  selection chosen{.interval = 50ms};
  session watching{[this] { woken.ring(); }};
};

TEST_F(Session, ChosenPathsBecomeLines) {
  const auto source = connect();
  chart(source, R"(\Processor(*)\% Processor Time)");
  chart(source, R"(\Memory\Available Bytes)");
  ASSERT_TRUE(run_until([](const frame& seen) { return all_have_values(seen, 4); }));
  const auto& line = watching.view().lines[0];
  EXPECT_EQ(line.name, "% Processor Time (_Total)");
  EXPECT_EQ(line.unit.kind, unit_kind::percent);
  EXPECT_NEAR(line.history.back().value, 25, 1);
  EXPECT_EQ(watching.view().lines[3].history.back().value, 3.0 * 1024 * 1024 * 1024);
}

TEST_F(Session, EveryLineHasAColourOfItsOwnThatIsFreedWithIt) {
  const auto source = connect();
  chart(source, R"(\Processor(0)\% Processor Time)");
  chart(source, R"(\Processor(1)\% Processor Time)");
  ASSERT_TRUE(run_until([](const frame& seen) { return all_have_values(seen, 2); }));
  EXPECT_NE(watching.view().lines[0].colour, watching.view().lines[1].colour);
  const auto freed = watching.view().lines[0].colour;
  remove_line(chosen, series(watching.view().lines[0]));
  chart(source, R"(\Memory\Available Bytes)");
  ASSERT_TRUE(run_until([](const frame& seen) {
    return seen.lines.size() == 2 && seen.lines[1].newest.counter == "Available Bytes";
  }));
  EXPECT_EQ(watching.view().lines[1].colour, freed);
}

TEST_F(Session, ALineOfAWildcardCanBeTakenOffAndComesBackWithIt) {
  const auto source = connect();
  chart(source, R"(\Processor(*)\% Processor Time)");
  ASSERT_TRUE(run_until([](const frame& seen) { return all_have_values(seen, 3); }));
  remove_line(chosen, series(watching.view().lines[1]));
  ASSERT_TRUE(run_until([](const frame& seen) { return seen.lines.size() == 2; }));
  const auto later = watching.view().newest_time + 0.2;
  ASSERT_TRUE(run_until([&](const frame& seen) { return seen.newest_time > later; }));
  EXPECT_EQ(watching.view().lines.size(), 2U);
  const chosen_path all{source, *counter_path::parse(R"(\Processor(*)\% Processor Time)")};
  unchoose(chosen, all);
  choose(chosen, all);
  EXPECT_TRUE(run_until([](const frame& seen) { return all_have_values(seen, 3); }));
}

TEST_F(Session, PathsByIndexBecomeLinesToo) {
  const auto source = connect();
  chart(source, R"(\238(*)\6)");
  EXPECT_TRUE(run_until([](const frame& seen) { return all_have_values(seen, 3); }));
}

TEST_F(Session, WhatIsNoLongerChosenGoesAndTheRestKeepsItsPast) {
  const auto source = connect();
  chart(source, R"(\Processor(*)\% Processor Time)");
  chart(source, R"(\Memory\Available Bytes)");
  ASSERT_TRUE(run_until([](const frame& seen) { return all_have_values(seen, 4); }));
  const double begun = watching.view().lines[3].history[0].time;
  unchoose(chosen, {source, *counter_path::parse(R"(\Processor(*)\% Processor Time)")});
  const auto later = watching.view().newest_time + 0.2;
  ASSERT_TRUE(run_until([&](const frame& seen) { return seen.newest_time > later; }));
  ASSERT_EQ(watching.view().lines.size(), 1U);
  EXPECT_EQ(watching.view().lines[0].newest.counter, "Available Bytes");
  EXPECT_EQ(watching.view().lines[0].history[0].time, begun);
}

TEST_F(Session, AnOutageIsAGapInEveryLineAndThenValuesComeBack) {
  const auto source = connect();
  chart(source, R"(\Processor(*)\% Processor Time)");
  ASSERT_TRUE(run_until([](const frame& seen) { return all_have_values(seen, 3); }));
  world->fail_from = 0;
  ASSERT_TRUE(run_until([](const frame& seen) {
    return seen.lines.size() == 3 && seen.lines[2].history.back().status == cooked_status::stale;
  }));
  EXPECT_EQ(watching.view().sources[0].newest->state, source_state::reconnecting);
  world->fail_from = -1;
  EXPECT_TRUE(run_until([](const frame& seen) { return all_have_values(seen, 3); }));
}

TEST_F(Session, AnInstanceThatVanishesLeavesAGap) {
  const auto source = connect();
  chart(source, R"(\Processor(*)\% Processor Time)");
  ASSERT_TRUE(run_until([](const frame& seen) { return all_have_values(seen, 3); }));
  world->processors = 1;
  ASSERT_TRUE(run_until([](const frame& seen) { return !seen.lines[2].present; }));
  EXPECT_EQ(watching.view().lines[2].history.back().status, cooked_status::no_data);
  EXPECT_TRUE(watching.view().lines[1].history.back().has_value());
}

TEST_F(Session, DisconnectingTakesTheLinesAlong) {
  const auto first = connect();
  chart(first, R"(\Memory\Available Bytes)");
  const auto second = connect();
  chart(second, R"(\Memory\Available Bytes)");
  ASSERT_TRUE(run_until([](const frame& seen) { return all_have_values(seen, 2); }));
  EXPECT_EQ(watching.view().lines[0].name, "SIMULATED: Available Bytes");
  chosen.requests.emplace_back(disconnect_request{first});
  ASSERT_TRUE(
      run_until([](const frame& seen) { return seen.sources.size() == 1 && seen.lines.size() == 1; }));
  EXPECT_EQ(watching.view().sources[0].id, second);
  EXPECT_EQ(watching.view().lines[0].name, "Available Bytes");
}

TEST_F(Session, PauseStopsAskingAndResumeGoesOn) {
  const auto source = connect();
  chart(source, R"(\Memory\Available Bytes)");
  ASSERT_TRUE(run_until([](const frame& seen) { return all_have_values(seen, 1); }));
  chosen.requests.emplace_back(pause_request{source, true});
  ASSERT_TRUE(
      run_until([](const frame& seen) { return seen.sources[0].newest->state == source_state::paused; }));
  const int asked = world->queries;
  woken.wait_a_little();
  woken.wait_a_little();
  woken.wait_a_little();
  EXPECT_EQ(world->queries, asked);
  chosen.requests.emplace_back(pause_request{source, false});
  EXPECT_TRUE(run_until([&](const frame&) { return world->queries > asked; }));
}

TEST(Selection, CoversIgnoresCaseAndKnowsIndexesAndWildcards) {
  row line;
  line.object = "Process";
  line.object_index = 230;
  line.counter = "% Processor Time";
  line.counter_index = 6;
  line.instance = "svchost#2";
  const auto covered = [&](const char* text) { return covers(*counter_path::parse(text), line); };
  EXPECT_TRUE(covered(R"(\process(SVCHOST#2)\% processor time)"));
  EXPECT_TRUE(covered(R"(\230(*)\6)"));
  EXPECT_TRUE(covered(R"(\Process(svc*)\*)"));
  EXPECT_FALSE(covered(R"(\Process(svchost#1)\% Processor Time)"));
  EXPECT_FALSE(covered(R"(\Process(lsass)\% Processor Time)"));
  EXPECT_FALSE(covered(R"(\Process(*)\Thread Count)"));
}

TEST(Selection, TheOverviewParses) {
  const auto paths = overview_paths();
  EXPECT_GE(paths.size(), 6U);
  EXPECT_EQ(paths[0].to_string(), R"(\Processor(_Total)\% Processor Time)");
}

TEST_F(Session, ARankedObjectIsCollectedAndDrawsNoLines) {
  const auto source = connect();
  chart(source, R"(\Processor(_Total)\% Processor Time)");
  ASSERT_TRUE(run_until([&](const frame& seen) { return seen.sources[0].newest->catalog != nullptr; }));
  const auto catalog = watching.view().sources[0].newest->catalog;
  for (const auto& object : catalog->objects)
    if (object.title_index == 238) chosen.ranked = rank_instances(source, object);
  ASSERT_TRUE(chosen.ranked);
  const auto rows = [](const frame& seen) {
    const auto& recent = seen.sources[0].newest->recent;
    return recent.empty() ? std::size_t{0} : recent.back()->rows().size();
  };
  ASSERT_TRUE(run_until([&](const frame& seen) { return rows(seen) > 1 && seen.lines.size() == 1; }));
  // A line of that object that is taken off stays off, though its rows go on coming.
  const auto taken_off = chosen.paths[0];
  unchoose(chosen, taken_off);
  ASSERT_TRUE(run_until([&](const frame& seen) { return seen.lines.empty(); }));
  const auto sequence = watching.view().sources[0].newest->recent.back()->sequence;
  ASSERT_TRUE(run_until(
      [&](const frame& seen) { return seen.sources[0].newest->recent.back()->sequence > sequence + 1; }));
  EXPECT_TRUE(watching.view().lines.empty());
}

TEST_F(Session, CostsOfObjectsAreMeasuredWhenAskedFor) {
  const auto source = connect();
  ASSERT_TRUE(run_until([&](const frame& seen) { return seen.sources[0].newest->catalog != nullptr; }));
  EXPECT_TRUE(watching.view().sources[0].newest->costs.empty());
  chosen.requests.emplace_back(measure_request{source});
  ASSERT_TRUE(run_until([&](const frame& seen) {
    const auto& newest = *seen.sources[0].newest;
    return newest.costs.size() == newest.catalog->objects.size();
  }));
  for (const auto& cost : watching.view().sources[0].newest->costs) {
    EXPECT_GT(cost.bytes, 0U) << cost.name;
    EXPECT_FALSE(cost.failed);
  }
}

/// A log of one counter, a line a second, opened as the window opens it.
class RecordedSession : public Session {
 protected:
  source_id open(int seconds) {
    const auto path = test::counted_seconds(folder, seconds);
    const auto id = watching.connect(
        "log", [path] { return open_file_source(path); }, chosen);
    chart(id, R"(\Memory\Available Bytes)");
    return id;
  }
  static bool is_read(const frame& seen) {
    return seen.sources[0].newest->state == source_state::ended && seen.lines.size() == 1;
  }
  const series_history& history() const { return watching.view().lines[0].history; }

  test::scratch_folder folder;
};

TEST_F(RecordedSession, AllOfItIsThereAtOnceAndShown) {
  open(1500);
  ASSERT_TRUE(run_until(is_read));
  ASSERT_EQ(history().size(), 1500U);
  for (std::size_t i = 0; i < 1500; ++i) ASSERT_EQ(history()[i].value, static_cast<double>(i));
  EXPECT_EQ(chosen.view.span, 1499);
  EXPECT_EQ(chosen.view.frozen_at, history().back().time);
}

TEST_F(RecordedSession, OfALongOneTheWholeIsSeenAndThenEveryMoment) {
  open(6000);
  ASSERT_TRUE(run_until([](const frame& seen) {
    return seen.lines.size() == 1 && seen.sources[0].newest->recording->passes_done >= 1;
  }));
  EXPECT_GE(history().size(), recording_scan::looked_at / 2);
  EXPECT_EQ(history().back().value, 5999);
  ASSERT_TRUE(run_until(is_read));
  EXPECT_EQ(history().size(), 6000U);
}

TEST_F(RecordedSession, AStretchThatIsZoomedToIsReadAndTheRestStaysAsItWasSeen) {
  const auto id = open(60'000);
  ASSERT_TRUE(run_until([](const frame& seen) {
    return seen.lines.size() == 1 && seen.sources[0].newest->recording->passes_done >= 1;
  }));
  const double begin = watching.view().sources[0].newest->recording->whole.begin;
  show_range(chosen.view, {begin + 30'000, begin + 30'060});
  ASSERT_TRUE(run_until([&](const frame& seen) {
    const auto& line = seen.lines[0].history;
    const auto at = line.first_at_or_after(begin + 30'010);
    return at + 1 < line.size() && line[at + 1].time - line[at].time == 1;
  }));
  EXPECT_LT(history().size(), 2000U);
  EXPECT_EQ(history()[0].time, begin);
  EXPECT_EQ(history().back().value, 59'999);
  const auto at = history().first_at_or_after(begin + 30'000);
  for (std::size_t i = 0; i < 60; ++i) EXPECT_EQ(history()[at + i].value, 30'000 + static_cast<double>(i));
  watching.request_stop();
  EXPECT_NE(find_source(watching.view(), id), nullptr);
}

TEST_F(RecordedSession, ACounterThatIsAddedLaterIsReadFromTheBeginning) {
  const auto id = open(300);
  ASSERT_TRUE(run_until(is_read));
  chosen.paths.clear();
  ASSERT_TRUE(run_until([](const frame& seen) { return seen.lines.empty(); }));
  choose(chosen, {id, *counter_path::parse(R"(\Memory\Available Bytes)")});
  ASSERT_TRUE(
      run_until([](const frame& seen) { return is_read(seen) && seen.lines[0].history.size() == 300; }));
}

}  // namespace
