#include "tests/support/damage.hpp"
#include "tests/support/scripted_source.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>
#include <set>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/collect/collector.hpp>
#include <perfdata/view/data_block.hpp>

using namespace perfdata;
using namespace perfdata::test;
using testing::ElementsAre;

namespace {

byte_buffer names() {
  title_table_builder table;
  table.add(2, "System");
  table.add(6, "% Processor Time");
  table.add(230, "Process");
  table.add(232, "Thread");
  table.add(250, "Threads");
  table.add(784, "ID Process");
  return table.finish();
}

struct process {
  const char* name;
  std::uint64_t id;
  std::uint64_t time;
};

byte_buffer processes(std::int64_t now, std::initializer_list<process> list) {
  block_builder builder({.system_name = "H",
                         .perf_time = now,
                         .perf_freq = 10'000'000,
                         .perf_time_100ns = 133'000'000'000'000'000 + now});
  auto object = builder.add_object({.title_index = 230});
  const auto time = object.add_counter({.title_index = 6, .type = counter_type::timer_100ns});
  const auto id = object.add_counter({.title_index = 784, .type = counter_type::rawcount});
  for (const auto& p : list) {
    auto row = object.add_instance(p.name);
    row.set(time, p.time);
    row.set(id, p.id);
  }
  return builder.finish();
}

std::vector<counter_path> paths(std::initializer_list<const char*> texts) {
  std::vector<counter_path> out;
  for (const char* text : texts) out.push_back(*counter_path::parse(text));
  return out;
}

std::vector<std::string> path_texts(const collection& c) {
  std::vector<std::string> out;
  for (const auto& r : c.rows) out.push_back(r.path);
  return out;
}

class Collector : public testing::Test {
 protected:
  Collector() { source_.answer("Counter 009", names()); }
  collector open() { return collector(source_, *read_names(source_)); }
  scripted_source source_;
};

TEST_F(Collector, FirstSampleHasNoRateAndTheSecondHas) {
  auto collect = open();
  ASSERT_TRUE(collect.select(paths({R"(\Process(a)\% Processor Time)"})));
  source_.answer("230", processes(0, {{"a", 1, 0}}));
  const auto first = collect.collect();
  ASSERT_TRUE(first) << first.error().message;
  ASSERT_EQ((*first)->rows.size(), 1U);
  EXPECT_EQ((*first)->rows[0].cooked.status, cooked_status::first_sample);
  EXPECT_FALSE((*first)->rows[0].older);
  source_.answer("230", processes(10'000'000, {{"a", 1, 2'500'000}}));
  const auto second = collect.collect();
  EXPECT_EQ((*second)->rows[0].cooked, (cooked_value{25.0, cooked_status::ok}));
  EXPECT_THAT(source_.asked(), testing::Contains("230").Times(2));
}

TEST_F(Collector, DuplicatesAreNumberedAndKeptApartByProcess) {
  auto collect = open();
  ASSERT_TRUE(collect.select(paths({R"(\Process(*)\% Processor Time)"})));
  source_.answer("230", processes(0, {{"s", 1, 0}, {"s", 2, 100}, {"s", 3, 200}}));
  EXPECT_THAT(path_texts(**collect.collect()), ElementsAre(R"(\\SCRIPT\Process(s)\% Processor Time)",
                                                           R"(\\SCRIPT\Process(s#1)\% Processor Time)",
                                                           R"(\\SCRIPT\Process(s#2)\% Processor Time)"));
  // The first one ends: its namesakes move up, and each is still compared with itself.
  source_.answer("230", processes(10'000'000, {{"s", 2, 1'000'100}, {"s", 3, 2'000'200}}));
  const auto rows = (*collect.collect())->rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_DOUBLE_EQ(rows[0].cooked.value.value(), 10.0);
  EXPECT_DOUBLE_EQ(rows[1].cooked.value.value(), 20.0);
}

TEST_F(Collector, NewProcessUnderAnOldNameStartsAfresh) {
  auto collect = open();
  ASSERT_TRUE(collect.select(paths({R"(\Process(s)\% Processor Time)"})));
  source_.answer("230", processes(0, {{"s", 1, 5'000'000}}));
  (void)collect.collect();
  source_.answer("230", processes(10'000'000, {{"s", 9, 10}}));
  EXPECT_EQ((*collect.collect())->rows[0].cooked.status, cooked_status::first_sample);
}

TEST_F(Collector, AfterAnErrorTheLongerIntervalIsUsed) {
  auto collect = open();
  ASSERT_TRUE(collect.select(paths({R"(\Process(a)\% Processor Time)"})));
  source_.answer("230", processes(0, {{"a", 1, 0}}));
  (void)collect.collect();
  source_.fail_next({.code = errc::connection_lost, .message = "gone"});
  EXPECT_EQ(collect.collect().error().code, errc::connection_lost);
  source_.answer("230", processes(20'000'000, {{"a", 1, 10'000'000}}));
  EXPECT_DOUBLE_EQ((*collect.collect())->rows[0].cooked.value.value(), 50.0);
}

TEST_F(Collector, PathsThatMatchNothingAreNamed) {
  auto collect = open();
  ASSERT_TRUE(collect.select(
      paths({R"(\Process(a)\ID Process)", R"(\Process(ghost)\ID Process)", R"(\System\Threads)"})));
  source_.answer("2 230", processes(0, {{"a", 1, 0}}));
  const auto got = collect.collect();
  ASSERT_TRUE(got);
  EXPECT_EQ((*got)->rows.size(), 1U);
  EXPECT_THAT((*got)->unmatched, ElementsAre(R"(\Process(ghost)\ID Process)", R"(\System\Threads)"));
}

TEST_F(Collector, OverlappingPathsGiveOneRowEach) {
  auto collect = open();
  ASSERT_TRUE(collect.select(paths({R"(\Process(a)\*)", R"(\230(*)\784)"})));
  source_.answer("230", processes(0, {{"a", 7, 0}, {"b", 8, 0}}));
  EXPECT_THAT(path_texts(**collect.collect()),
              ElementsAre(R"(\\SCRIPT\Process(a)\% Processor Time)", R"(\\SCRIPT\Process(a)\ID Process)",
                          R"(\\SCRIPT\Process(b)\ID Process)"));
}

TEST_F(Collector, CountersAndObjectsOfOneIndexStayApart) {
  const auto block = [](std::uint64_t plus) {
    block_builder builder({.system_name = "H"});
    for (const std::uint64_t object_value : {100U, 200U}) {  // two providers, one object index
      auto object = builder.add_object({.title_index = 230});
      const auto first = object.add_counter({.title_index = 6, .type = counter_type::delta});
      const auto second = object.add_counter({.title_index = 6, .type = counter_type::delta});
      auto row = object.add_instance("a");
      row.set(first, object_value + plus);
      row.set(second, object_value + 2 * plus);
    }
    return builder.finish();
  };
  auto collect = open();
  ASSERT_TRUE(collect.select(paths({R"(\Process(a)\6)"})));
  source_.answer("230", block(0));
  EXPECT_EQ((*collect.collect())->rows.size(), 4U);
  source_.answer("230", block(7));
  std::vector<double> deltas;
  for (const auto rows = (*collect.collect())->rows; const auto& r : rows)
    deltas.push_back(r.cooked.value.value_or(-1));
  EXPECT_THAT(deltas, ElementsAre(7, 14, 7, 14));
}

TEST_F(Collector, ThreadsCarryTheirProcessInFront) {
  block_builder builder({.system_name = "H"});
  auto process = builder.add_object({.title_index = 230});
  (void)process.add_counter({.title_index = 784, .type = counter_type::rawcount});
  (void)process.add_instance("Idle");
  (void)process.add_instance("svchost");
  auto thread = builder.add_object({.title_index = 232});
  const auto id = thread.add_counter({.title_index = 784, .type = counter_type::rawcount});
  thread.add_instance("0", {.parent_object_title_index = 230, .parent_object_instance = 1}).set(id, 4);
  (void)thread.add_instance("1", {.parent_object_title_index = 230, .parent_object_instance = 99});
  source_.answer("232", builder.finish());
  auto collect = open();
  ASSERT_TRUE(collect.select(paths({R"(\Thread(*)\784)"})));
  EXPECT_THAT(path_texts(**collect.collect()),
              ElementsAre(R"(\\SCRIPT\Thread(svchost/0)\ID Process)", R"(\\SCRIPT\Thread(1)\ID Process)"));
}

byte_buffer thread_of(const char* process_name) {
  block_builder builder({.system_name = "H"});
  (void)builder.add_object({.title_index = 238}).add_instance("not asked for");
  (void)builder.add_object({.title_index = 230}).add_instance(process_name);
  auto thread = builder.add_object({.title_index = 232});
  const auto id = thread.add_counter({.title_index = 784, .type = counter_type::rawcount});
  thread.add_instance("0", {.parent_object_title_index = 230, .parent_object_instance = 0}).set(id, 4);
  return builder.finish();
}

TEST_F(Collector, AParentThatNobodyAskedForIsReadAllTheSame) {
  auto collect = open();
  ASSERT_TRUE(collect.select(paths({R"(\Thread(*)\784)"})));
  for (const char* name : {"svchost", "svchost", "lsass"}) {
    source_.answer("232", thread_of(name));
    const auto rows = collect.collect();
    ASSERT_TRUE(rows);
    EXPECT_THAT(path_texts(**rows), ElementsAre(fmt::format(R"(\\SCRIPT\Thread({}/0)\ID Process)", name)));
  }
}

TEST_F(Collector, WhatIsWrongWithOtherObjectsOfAnAnswerIsNoMatter) {
  auto bytes = thread_of("svchost");
  for (const auto& field : steering_fields(bytes))
    if (field.name == "NameOffset" && field.object == 0) set_u32(bytes, field.offset, 0xFFFF);
  ASSERT_FALSE(data_block::parse(byte_view(bytes))->defects().empty());
  source_.answer("232", bytes);
  source_.answer("Global", bytes);
  auto collect = open();
  ASSERT_TRUE(collect.select(paths({R"(\Thread(*)\784)"})));
  EXPECT_TRUE((*collect.collect())->defects.empty());
  ASSERT_TRUE(collect.select(paths({R"(\*(*)\784)"})));
  EXPECT_FALSE((*collect.collect())->defects.empty());
}

TEST_F(Collector, EnglishLocalizedAndNumericPathsMeanTheSameCounter) {
  title_table_builder german;
  german.add(6, "Prozessorzeit (%)");
  german.add(230, "Prozess");
  german.add(784, "Prozesskennung");
  source_.answer("Counter 007", german.finish());
  source_.answer("230", processes(0, {{"a", 42, 0}}));
  collector collect(source_, *read_names(source_, "007"));
  for (const char* path : {R"(\Prozess(a)\Prozesskennung)", R"(\Process(a)\ID Process)", R"(\230(a)\784)",
                           R"(\process(*)\PROZESSK*)"}) {
    ASSERT_TRUE(collect.select(paths({path}))) << path;
    const auto got = collect.collect();
    ASSERT_TRUE(got);
    EXPECT_THAT(path_texts(**got), ElementsAre(R"(\\SCRIPT\Prozess(a)\Prozesskennung)")) << path;
  }
}

TEST_F(Collector, BytesThatAreNoBlockAreAnErrorWithItsPlace) {
  auto collect = open();
  ASSERT_TRUE(collect.select(paths({R"(\System\Threads)"})));
  source_.answer("2", byte_buffer(100));
  const auto got = collect.collect();
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, errc::malformed_data);
  ASSERT_TRUE(got.error().position);
}

TEST_F(Collector, UnknownObjectIsRefusedWhenSelected) {
  auto collect = open();
  EXPECT_EQ(collect.select(paths({R"(\Nonsense\x)"})).error().code, errc::not_found);
}

TEST_F(Collector, WhatWasHandedOutStaysAsItWas) {
  auto collect = open();
  ASSERT_TRUE(collect.select(paths({R"(\Process(*)\ID Process)"})));
  source_.answer("230", processes(0, {{"a", 1, 0}}));
  const auto first = *collect.collect();
  std::set<const collection*> buffers;
  for (std::uint64_t i = 2; i < 20; ++i) {
    source_.answer("230", processes(static_cast<std::int64_t>(i), {{"a", i, 0}}));
    const auto next = *collect.collect();
    EXPECT_EQ(next->rows[0].newer.value, i);
    buffers.insert(next.get());
  }
  EXPECT_EQ(first->rows[0].newer.value, 1U);
  EXPECT_FALSE(buffers.contains(first.get()));
  EXPECT_LE(buffers.size(), 2U);  // memory that was let go of serves again
}

// Machines as they come: processes and their threads start, end, change places, and take over names and ids.
class Evolution {
 public:
  byte_buffer next(std::mt19937& random) {
    now_ += 10'000'000;
    if (random() % 3 == 0) change(random);
    for (auto& p : processes_) p.time += random() % 10'000'000;
    return block();
  }

 private:
  struct state {
    std::string name;
    std::uint64_t id = 0;
    std::uint64_t time = 0;
    std::uint32_t threads = 1;
  };

  void change(std::mt19937& random) {
    const auto any = [&] { return static_cast<std::ptrdiff_t>(random() % processes_.size()); };
    switch (processes_.empty() ? 0 : random() % 6) {
      case 0:
      case 1:
        processes_.insert(processes_.begin() + (processes_.empty() ? 0 : any()),
                          {random() % 2 ? "svchost" : "p" + std::to_string(random() % 4), ++last_id_, 0,
                           1 + static_cast<std::uint32_t>(random() % 3)});
        break;
      case 2: processes_.erase(processes_.begin() + any()); break;
      case 3: processes_[static_cast<std::size_t>(any())].id = ++last_id_; break;
      case 4: std::swap(processes_.front(), processes_[static_cast<std::size_t>(any())]); break;
      default: with_system_ = !with_system_; break;
    }
  }

  [[nodiscard]] byte_buffer block() const {
    block_builder builder({.system_name = "H",
                           .perf_time = now_,
                           .perf_freq = 10'000'000,
                           .perf_time_100ns = 133'000'000'000'000'000 + now_});
    if (with_system_) {
      auto system = builder.add_object({.title_index = 2, .has_instances = false});
      const auto threads = system.add_counter({.title_index = 250, .type = counter_type::rawcount});
      system.only_instance().set(threads, processes_.size());
    }
    auto object = builder.add_object({.title_index = 230});
    const auto time = object.add_counter({.title_index = 6, .type = counter_type::timer_100ns});
    const auto id = object.add_counter({.title_index = 784, .type = counter_type::rawcount});
    for (const auto& p : processes_) {
      auto row = object.add_instance(p.name);
      row.set(time, p.time);
      row.set(id, p.id);
    }
    auto threads = builder.add_object({.title_index = 232});
    const auto thread_time = threads.add_counter({.title_index = 6, .type = counter_type::timer_100ns});
    for (std::uint32_t i = 0; i < processes_.size(); ++i)
      for (std::uint32_t k = 0; k < processes_[i].threads; ++k)
        threads
            .add_instance(std::to_string(k), {.parent_object_title_index = 230, .parent_object_instance = i})
            .set(thread_time, processes_[i].time / (k + 1));
    return builder.finish();
  }

  std::vector<state> processes_;
  std::uint64_t last_id_ = 100;
  std::int64_t now_ = 0;
  bool with_system_ = true;
};

bool same_row(const row& a, const row& b) {
  return a.path == b.path && a.object == b.object && a.instance == b.instance && a.counter == b.counter &&
         a.newer == b.newer && a.older == b.older && a.cooked == b.cooked;
}

TEST_F(Collector, WhatIsKeptBetweenSamplesChangesNothing) {
  const auto wanted = paths({R"(\Process(svchost#1)\% Processor Time)", R"(\Thread(*)\*)",
                             R"(\System\Threads)", R"(\Process(*)\*)", R"(\Process(p2)\ID Process)"});
  auto keeping = open();
  auto forgetting = open();
  ASSERT_TRUE(keeping.select(wanted));
  Evolution machine;
  std::mt19937 random(20'261'123);  // fixed, so that a failure can be repeated
  for (int second = 0; second < 150; ++second) {
    source_.answer(keeping.value_name(), machine.next(random));
    ASSERT_TRUE(forgetting.select(wanted));  // finds out everything anew, and keeps the samples
    const auto kept = *keeping.collect();
    const auto anew = *forgetting.collect();
    EXPECT_EQ(kept->unmatched, anew->unmatched) << second;
    ASSERT_TRUE(std::ranges::equal(kept->rows, anew->rows, same_row)) << second;
  }
}

}  // namespace
