#include "monitor/run/process_tree.hpp"

#include <gtest/gtest.h>
#include <string>

#include <perfdata/build/block_builder.hpp>

using namespace perfdata;

namespace {

struct process {
  std::uint32_t id = 0;
  std::uint32_t parent = 0;
  std::uint64_t start = 100;
  std::uint64_t working_set = 0;
  std::uint64_t user_time = 0;
};

void observe(process_tree& tree, const std::vector<process>& processes) {
  block_builder builder({.system_name = "H"});
  auto object = builder.add_object({.title_index = 230});
  const auto user = object.add_counter({.title_index = 142, .type = counter_type::timer_100ns});
  const auto set = object.add_counter({.title_index = 180, .type = counter_type::large_rawcount});
  const auto peak = object.add_counter({.title_index = 178, .type = counter_type::large_rawcount});
  const auto start = object.add_counter({.title_index = 684, .type = counter_type::elapsed_time});
  const auto id = object.add_counter({.title_index = 784, .type = counter_type::rawcount});
  const auto parent = object.add_counter({.title_index = 1410, .type = counter_type::rawcount});
  object.add_instance("Idle").set(user, 1'000'000);
  for (const auto& one : processes) {
    auto row = object.add_instance("p" + std::to_string(one.id));
    row.set(user, one.user_time);
    row.set(set, one.working_set);
    row.set(peak, one.working_set);
    row.set(start, one.start);
    row.set(id, one.id);
    row.set(parent, one.parent);
  }
  object.add_instance("_Total").set(user, 9'000'000);
  const auto bytes = builder.finish();
  tree.observe(*data_block::parse(bytes));
}

constexpr process shell{.id = 1, .parent = 0, .start = 1, .working_set = 1000};
constexpr process adopter{.id = 50, .parent = 1, .start = 50, .working_set = 5000};

TEST(ProcessTree, IsTheRootAndItsDescendantsInWhateverOrderTheyStand) {
  process_tree tree(100, adopter.id);
  observe(tree, {{.id = 102, .parent = 101, .working_set = 4},
                 shell,
                 {.id = 101, .parent = 100, .working_set = 2},
                 adopter,
                 {.id = 200, .parent = 1, .working_set = 70},
                 {.id = 100, .parent = 50, .working_set = 1}});
  EXPECT_EQ(tree.present(), 3U);
  EXPECT_EQ(tree.working_set(), 7U);
}

TEST(ProcessTree, OrphanStaysAMemberWhenTheAdopterInheritsItOrEvenSomebodyElse) {
  process_tree tree(100, adopter.id);
  observe(tree, {{.id = 100, .parent = 50}, {.id = 101, .parent = 100, .working_set = 8}});
  observe(tree, {{.id = 100, .parent = 50}, {.id = 101, .parent = 50, .working_set = 9}});
  EXPECT_EQ(tree.working_set(), 9U);
  observe(tree, {{.id = 100, .parent = 50}, {.id = 101, .parent = 1, .working_set = 10}});
  EXPECT_EQ(tree.working_set(), 10U);
}

TEST(ProcessTree, OrphanThatWasNeverSeenWithItsParentBelongsByItsAdopter) {
  process_tree tree(100, adopter.id);
  observe(tree, {{.id = 100, .parent = 50}, {.id = 103, .parent = 50, .start = 105, .working_set = 3}});
  EXPECT_EQ(tree.working_set(), 3U);
}

TEST(ProcessTree, WhatAnEarlierRunLeftBehindDoesNotBelong) {
  process_tree tree(100, adopter.id);
  observe(tree, {{.id = 90, .parent = 50, .start = 60, .working_set = 3}, {.id = 100, .parent = 50}});
  EXPECT_EQ(tree.present(), 1U);
}

TEST(ProcessTree, IdThatIsUsedAgainIsAnotherProcess) {
  process_tree tree(100, adopter.id);
  observe(tree, {{.id = 100, .parent = 50}, {.id = 101, .parent = 100, .start = 110, .user_time = 5}});
  observe(tree, {{.id = 100, .parent = 50}, {.id = 101, .parent = 1, .start = 130, .working_set = 99}});
  EXPECT_EQ(tree.present(), 1U);
  EXPECT_EQ(tree.usage().processes, 2U);
  EXPECT_EQ(tree.usage().user_time, 5U);
}

TEST(ProcessTree, ParentThatIsYoungerThanItsChildIsNone) {
  process_tree tree(100, adopter.id);
  observe(tree, {{.id = 100, .parent = 50}, {.id = 70, .parent = 100, .start = 70, .working_set = 1}});
  EXPECT_EQ(tree.present(), 1U);
}

TEST(ProcessTree, ParentsInACircleEnd) {
  process_tree tree(100, adopter.id);
  observe(tree, {{.id = 100, .parent = 101}, {.id = 101, .parent = 100}, {.id = 102, .parent = 102}});
  EXPECT_EQ(tree.present(), 2U);
}

TEST(ProcessTree, PeakIsOfTheSumAndTheAverageOverTheSamples) {
  process_tree tree(100, adopter.id);
  observe(tree, {{.id = 100, .parent = 50, .working_set = 10}});
  observe(tree,
          {{.id = 100, .parent = 50, .working_set = 10}, {.id = 101, .parent = 100, .working_set = 30}});
  observe(tree, {{.id = 100, .parent = 50, .working_set = 0}});  // ended, not waited for
  EXPECT_EQ(tree.usage().working_set_peak, 40U);
  EXPECT_EQ(tree.usage().working_set_average, 25.0);
}

TEST(ProcessTree, EndedProcessesCountAsTheyWereLastSeen) {
  process_tree tree(100, adopter.id);
  observe(tree, {{.id = 100, .parent = 50, .user_time = 1}, {.id = 101, .parent = 100, .user_time = 20}});
  observe(tree, {{.id = 100, .parent = 50, .user_time = 3}});
  EXPECT_EQ(tree.usage().user_time, 23U);
  EXPECT_EQ(tree.usage().processes, 2U);
}

TEST(ProcessTree, BlockWithoutProcessesChangesNothing) {
  process_tree tree(100, adopter.id);
  block_builder builder({.system_name = "H"});
  const auto bytes = builder.finish();
  tree.observe(*data_block::parse(bytes));
  EXPECT_EQ(tree.usage().processes, 0U);
}

}  // namespace
