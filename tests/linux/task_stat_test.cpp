#include "fixture_tree.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <perfdata/linux/process_rows.hpp>
#include <perfdata/linux/task_stat.hpp>
#include <perfdata/linux/windows_priority.hpp>

namespace perfdata::procfs {
namespace {

TEST(TaskStat, ReadsTheFieldsOfProc5) {
  const auto line = fixture_tree::stat_line(42, "bash");
  const auto task = parse_task_stat(line);
  ASSERT_TRUE(task);
  const auto tick = 10'000'000U / static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK));
  EXPECT_EQ(task->name, "bash");
  EXPECT_EQ(task->state, 'S');
  EXPECT_EQ(task->parent, 1U);
  EXPECT_EQ(task->faults, 10U);
  EXPECT_EQ(task->user_time, 100 * tick);
  EXPECT_EQ(task->kernel_time, 50 * tick);
  EXPECT_EQ(task->threads, 2U);
  EXPECT_EQ(task->start, 1000 * tick);
  EXPECT_EQ(task->nice, 0);
}

TEST(TaskStat, NameMayHoldAnything) {
  for (const std::string_view name :
       {"a b", "(x)", ") S 1 (", "", "two\nlines", "\xff\xfe", "kworker/0:1-events", ")"}) {
    const auto line = fixture_tree::stat_line(42, name);
    const auto task = parse_task_stat(line);
    ASSERT_TRUE(task) << name;
    EXPECT_EQ(task->name, name);
    EXPECT_EQ(task->parent, 1U);
  }
}

TEST(TaskStat, LineCutAnywhereBeforeTheLastNeededFieldIsRefused) {
  const auto line = fixture_tree::stat_line(42, "bash");
  std::size_t accepted = 0;
  for (std::size_t size = 0; size < line.size(); ++size)
    accepted += parse_task_stat(std::string_view(line).substr(0, size)) ? 1U : 0U;
  // Only the fields behind the policy (and blanks) may be missing: " 0 0 0 0 0" less a digit.
  EXPECT_LE(accepted, 11U);
  EXPECT_FALSE(parse_task_stat("1 )x( S 1"));
  EXPECT_FALSE(parse_task_stat(""));
}

TEST(TaskStat, HugeNumbersAreNumbersAndLargerOnesAreRefused) {
  std::string line = fixture_tree::stat_line(42, "x");
  const auto at = line.find(" 100 50 ");
  auto huge = line;
  huge.replace(at, 8, " 18446744073709551615 50 ");
  EXPECT_TRUE(parse_task_stat(huge));
  huge.replace(at, 21, " 184467440737095516150");
  EXPECT_FALSE(parse_task_stat(huge));
}

TEST(WindowsPriority, KeepsOrderAndHalves) {
  EXPECT_EQ(priority_of_nice(0), 8U);
  EXPECT_EQ(priority_of_nice(19), 2U);
  EXPECT_EQ(priority_of_nice(-20), 15U);
  EXPECT_EQ(priority_of_real_time(1), 16U);
  EXPECT_EQ(priority_of_real_time(99), 31U);
  for (int nice = -20; nice < 19; ++nice) EXPECT_GE(priority_of_nice(nice), priority_of_nice(nice + 1));
}

TEST(WindowsPriority, CurrentFollowsTheKernelsScale) {
  EXPECT_EQ(current_priority({.priority = 20}), 8U);
  EXPECT_EQ(current_priority({.priority = -2}), 16U);
  EXPECT_EQ(current_priority({.priority = -100}), 31U);
  EXPECT_EQ(current_priority({.priority = INT64_MIN}), 31U);
  EXPECT_EQ(base_priority({.nice = -20}), 15U);
  EXPECT_EQ(base_priority({.rt_priority = 1, .policy = 1}), 16U);
  EXPECT_EQ(base_priority({.policy = 6}), 31U);
}

TEST(WindowsThreadState, UnknownLettersAreUnknown) {
  EXPECT_EQ(windows_thread_state('R'), 2U);
  EXPECT_EQ(windows_thread_state('D'), 5U);
  EXPECT_EQ(windows_thread_state('Z'), 4U);
  EXPECT_EQ(windows_thread_state('?'), 7U);
}

}  // namespace
}  // namespace perfdata::procfs
