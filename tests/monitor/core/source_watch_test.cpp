#include "monitor/core/source_watch.hpp"

#include "tests/monitor/support/counted_seconds.hpp"
#include "tests/monitor/support/simulated_machine.hpp"

#include <gtest/gtest.h>
#include <tests/support/scratch_folder.hpp>

#include <perfdata/recording/file_source.hpp>

using namespace perfdata;
using namespace perfdata::monitor;
using namespace std::chrono_literals;

namespace {

using clock = source_watch::clock;

class SourceWatch : public testing::Test {
 protected:
  source_opener opener() {
    return [this]() -> result<std::unique_ptr<counter_source>> {
      if (open_failures > 0) {
        --open_failures;
        return failure({.code = open_code, .message = "no way in", .advice = "try the door"});
      }
      return std::make_unique<test::simulated_machine>(world);
    };
  }

  static watch_settings settings(std::initializer_list<const char*> texts) {
    watch_settings made{.interval = 1000ms};
    for (const char* text : texts) made.paths.push_back(*counter_path::parse(text));
    return made;
  }

  /// One advance at the time that is due.
  static bool step(source_watch& watch) {
    const auto due = watch.next_due();
    if (due) watch.advance(*due);
    return due.has_value();
  }

  static const sample* newest(const source_watch& watch) {
    const auto& recent = watch.frame().recent;
    return recent.empty() ? nullptr : recent.back().get();
  }

  static int values_in(const sample& taken) {
    int values = 0;
    for (const auto& row : taken.rows()) values += row.cooked.has_value() ? 1 : 0;
    return values;
  }

  std::shared_ptr<test::simulated_world> world = std::make_shared<test::simulated_world>();
  int open_failures = 0;
  errc open_code = errc::unreachable;
};

TEST_F(SourceWatch, ConnectsListsAndSamples) {
  source_watch watch(opener(), settings({R"(\Processor(*)\% Processor Time)", R"(\Memory\Available Bytes)"}));
  EXPECT_EQ(watch.frame().state, source_state::connecting);
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(step(watch));
  EXPECT_EQ(watch.frame().state, source_state::live);
  EXPECT_EQ(watch.frame().machine, "SIMULATED");
  ASSERT_TRUE(watch.frame().catalog);
  EXPECT_EQ(watch.frame().catalog->objects.size(), 2U);
  ASSERT_EQ(watch.frame().recent.size(), 2U);
  EXPECT_EQ(watch.frame().recent[0]->rows().size(), 4U);
  EXPECT_EQ(values_in(*watch.frame().recent[0]), 1);  // the first sample of a rate is no value
  EXPECT_EQ(values_in(*watch.frame().recent[1]), 4);
  EXPECT_GT(watch.frame().bytes, 0U);
}

TEST_F(SourceWatch, WhateverQueryFailsValuesComeBack) {
  for (int failing = 0; failing < 9; ++failing) {
    SCOPED_TRACE(failing);
    world = std::make_shared<test::simulated_world>();
    world->fail_from = failing;
    world->fail_until = failing + 1;
    source_watch watch(opener(), settings({R"(\Processor(_Total)\% Processor Time)"}));
    for (int i = 0; i < 12; ++i) ASSERT_TRUE(step(watch));
    EXPECT_EQ(watch.frame().state, source_state::live);
    ASSERT_NE(newest(watch), nullptr);
    EXPECT_TRUE(newest(watch)->answered);
    EXPECT_EQ(values_in(*newest(watch)), 1);
  }
}

TEST_F(SourceWatch, AQueryThatFailsWhileSamplingLeavesAGapAndTheReason) {
  source_watch watch(opener(), settings({R"(\Memory\Available Bytes)"}));
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(step(watch));
  world->fail_from = 0;
  ASSERT_TRUE(step(watch));
  EXPECT_EQ(watch.frame().state, source_state::reconnecting);
  ASSERT_TRUE(watch.frame().last_error);
  EXPECT_EQ(watch.frame().last_error->message, "the simulated machine is gone");
  EXPECT_FALSE(newest(watch)->answered);
  EXPECT_TRUE(newest(watch)->rows().empty());
  world->fail_from = -1;
  ASSERT_TRUE(step(watch));
  EXPECT_EQ(watch.frame().state, source_state::live);
  EXPECT_TRUE(newest(watch)->answered);
  EXPECT_TRUE(watch.frame().last_error);  // one can still read what happened
}

TEST_F(SourceWatch, AHostThatIsOffIsTriedAgain) {
  open_failures = 3;
  source_watch watch(opener(), settings({R"(\Memory\Available Bytes)"}));
  for (int i = 0; i < 3; ++i) {
    const auto before = clock::now();
    ASSERT_TRUE(step(watch));
    EXPECT_EQ(watch.frame().state, source_state::reconnecting);
    ASSERT_TRUE(watch.next_due());
    EXPECT_GE(*watch.next_due() - before, 900ms);  // not in a tight loop
  }
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(step(watch));
  EXPECT_EQ(watch.frame().state, source_state::live);
  EXPECT_EQ(world->opened, 1);
}

TEST_F(SourceWatch, ARecordingThatEndsIsAtItsEndAndLeavesNoGap) {
  const test::scratch_folder folder;
  test::write_text(folder / "log.csv",
                   "\"(PDH-CSV 4.0) (UTC)(0)\",\"\\\\A\\Memory\\Available Bytes\"\n"
                   "\"01/01/2020 00:00:00.000\",\"1\"\n\"01/01/2020 00:00:01.000\",\"2\"\n");
  source_watch watch([&] { return open_file_source(folder / "log.csv"); },
                     settings({R"(\Memory\Available Bytes)"}));
  while (watch.next_due()) ASSERT_TRUE(step(watch));
  EXPECT_EQ(watch.frame().state, source_state::ended);
  EXPECT_FALSE(watch.frame().last_error);
  ASSERT_EQ(watch.frame().recent.size(), 2U);
  EXPECT_EQ(values_in(*newest(watch)), 1);
  EXPECT_EQ(newest(watch)->time, 1'577'836'801.0);
  watch.retry(clock::now());  // it may have grown
  while (watch.next_due()) ASSERT_TRUE(step(watch));
  EXPECT_EQ(watch.frame().state, source_state::ended);
}

TEST_F(SourceWatch, ARejectedPasswordIsNotTriedAgainByItself) {
  open_failures = 1;
  open_code = errc::logon_failed;
  source_watch watch(opener(), settings({R"(\Memory\Available Bytes)"}));
  ASSERT_TRUE(step(watch));
  EXPECT_EQ(watch.frame().state, source_state::failed);
  EXPECT_FALSE(watch.next_due());
  watch.retry(clock::now());
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(step(watch));
  EXPECT_EQ(watch.frame().state, source_state::live);
}

TEST_F(SourceWatch, OneWrongPathDoesNotHideTheOthers) {
  source_watch watch(opener(), settings({R"(\No Such Object\Counter)", R"(\Memory\Available Bytes)"}));
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(step(watch));
  EXPECT_EQ(watch.frame().state, source_state::live);
  ASSERT_EQ(watch.frame().rejected.size(), 1U);
  EXPECT_EQ(watch.frame().rejected[0].path.object, "No Such Object");
  EXPECT_EQ(values_in(*newest(watch)), 1);
}

TEST_F(SourceWatch, SamplesFallOnWholeIntervals) {
  source_watch watch(opener(), settings({R"(\Memory\Available Bytes)"}));
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(step(watch));
  ASSERT_TRUE(watch.next_due());
  EXPECT_EQ(watch.next_due()->time_since_epoch() % 1000ms, 0ns);
  EXPECT_GE(*watch.next_due() - clock::now(), 400ms);  // the first rate is not over a sliver
  watch.set_interval(250ms, clock::now());
  EXPECT_EQ(watch.next_due()->time_since_epoch() % 250ms, 0ns);
}

TEST_F(SourceWatch, ASlowSourceMakesMissedTicksVisible) {
  source_watch watch(opener(), settings({R"(\Memory\Available Bytes)"}));
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(step(watch));
  const auto tick = *watch.next_due();
  watch.advance(tick);
  EXPECT_EQ(newest(watch)->missed_ticks, 0U);
  watch.advance(tick + 4s);
  EXPECT_EQ(newest(watch)->missed_ticks, 3U);
}

TEST_F(SourceWatch, PausedOrEmptyAsksForNothing) {
  source_watch watch(opener(), settings({R"(\Memory\Available Bytes)"}));
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(step(watch));
  watch.set_paused(true, clock::now());
  EXPECT_EQ(watch.frame().state, source_state::paused);
  EXPECT_FALSE(watch.next_due());
  watch.set_paused(false, clock::now());
  EXPECT_EQ(watch.frame().state, source_state::live);
  EXPECT_TRUE(watch.next_due());
  watch.select({}, clock::now());
  ASSERT_TRUE(step(watch));
  EXPECT_FALSE(watch.next_due());
}

TEST_F(SourceWatch, AFailedRefreshKeepsTheOldCatalog) {
  source_watch watch(opener(), settings({R"(\Memory\Available Bytes)"}));
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(step(watch));
  const auto before = watch.frame().catalog;
  world->fail_from = world->queries.load();
  world->fail_until = world->queries + 1;
  watch.refresh_catalog(clock::now());
  ASSERT_TRUE(step(watch));
  EXPECT_EQ(watch.frame().catalog, before);
  ASSERT_TRUE(step(watch));
  EXPECT_EQ(watch.frame().state, source_state::live);
  world->processors = 7;
  watch.refresh_catalog(clock::now());
  ASSERT_TRUE(step(watch));
  EXPECT_EQ(watch.frame().catalog->objects[0].instances.size(), 8U);
}

TEST_F(SourceWatch, NamesInAnotherLanguageStandBesideTheCatalog) {
  source_watch watch(opener(), settings({R"(\Memory\Available Bytes)"}));
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(step(watch));
  watch.set_language(std::string(index_names), clock::now());
  ASSERT_TRUE(step(watch));
  ASSERT_TRUE(watch.frame().translated);
  EXPECT_EQ(watch.frame().translated->objects[1].name, "#4");
  EXPECT_EQ(watch.frame().catalog->objects[1].name, "Memory");
  const int asked = world->queries;
  watch.set_language("007", clock::now());
  ASSERT_TRUE(step(watch));
  EXPECT_EQ(world->queries - asked, 2) << "its own names and helps, none of the English ones again";
  EXPECT_EQ(watch.frame().translated ? watch.frame().translated->objects[1].name : "", test::german_memory);
  watch.set_language("00C", clock::now());
  ASSERT_TRUE(step(watch));
  EXPECT_FALSE(watch.frame().translated);
  EXPECT_EQ(watch.frame().without_language, "it has no names in language 00C");
  watch.set_language("009", clock::now());
  ASSERT_TRUE(step(watch));
  EXPECT_TRUE(watch.frame().without_language.empty());
  EXPECT_EQ(newest(watch)->rows()[0].path.find("Memory") != std::string::npos, true)
      << "rows stay as they are";
}

TEST_F(SourceWatch, KeepsABoundedNumberOfSamples) {
  auto bounded = settings({R"(\Memory\Available Bytes)"});
  bounded.kept_samples = 3;
  source_watch watch(opener(), bounded);
  for (int i = 0; i < 13; ++i) ASSERT_TRUE(step(watch));
  ASSERT_EQ(watch.frame().recent.size(), 3U);
  EXPECT_EQ(watch.frame().recent[2]->sequence, 10U);
}

TEST_F(SourceWatch, RecordingIsReadWithoutTheClockAsFastAsItIsConsumed) {
  const test::scratch_folder folder;
  const auto path = test::counted_seconds(folder, 600);
  source_watch watch([&] { return open_file_source(path); }, settings({R"(\Memory\Available Bytes)"}));
  std::uint64_t taken = 0;
  std::vector<double> times;
  for (int i = 0; i < 2000 && step(watch); ++i) {
    for (const auto& each : watch.frame().recent) {
      if (each->sequence <= taken) continue;
      taken = each->sequence;
      times.push_back(each->time);
    }
    if (times.size() >= 300) watch.consumed(taken);
  }
  // Nobody took anything for the first 128: reading waited.
  EXPECT_EQ(times.size(), 128U);
  watch.consumed(taken);
  for (int i = 0; i < 2000 && step(watch); ++i) {
    taken = watch.frame().recent.back()->sequence;
    watch.consumed(taken);
  }
  EXPECT_EQ(taken, 600U);
  EXPECT_EQ(watch.frame().state, source_state::ended);
  ASSERT_TRUE(watch.frame().recording);
  EXPECT_EQ(watch.frame().recording->whole.length(), 599);
  EXPECT_EQ(watch.frame().recording->passes_done, 1U);
}

TEST_F(SourceWatch, RecordingOpenedAtAMomentSaysWhich) {
  const test::scratch_folder folder;
  const auto path = test::counted_seconds(folder, 600);
  source_watch watch(
      [&]() -> result<std::unique_ptr<counter_source>> {
        auto source = open_file_source(path);
        if (source)
          (*source)->recorded()->seek(std::chrono::sys_days(std::chrono::year(2026) / 1 / 2) + 5min);
        return source;
      },
      settings({R"(\Memory\Available Bytes)"}));
  for (int i = 0; i < 4 && step(watch); ++i) {
  }
  ASSERT_TRUE(watch.frame().recording);
  EXPECT_EQ(watch.frame().recording->asked, watch.frame().recording->whole.begin + 300);
}

TEST_F(SourceWatch, PassesOfARecordingAreCountedOnWhenItsCatalogIsReadAgain) {
  const test::scratch_folder folder;
  const auto path = test::counted_seconds(folder, 50);
  source_watch watch([&] { return open_file_source(path); }, settings({R"(\Memory\Available Bytes)"}));
  const auto read_all = [&] {
    for (int i = 0; i < 200 && step(watch); ++i) {
    }
    return watch.frame().recording->passes_done;
  };
  EXPECT_EQ(read_all(), 1U);
  watch.consumed(50);
  watch.refresh_catalog(clock::now());
  watch.retry(clock::now());
  const auto again = read_all();
  EXPECT_GT(again, 1U) << "a window could not tell this pass from the first";
  EXPECT_EQ(watch.frame().state, source_state::ended);
  EXPECT_EQ(newest(watch)->pass, again);
}

}  // namespace
