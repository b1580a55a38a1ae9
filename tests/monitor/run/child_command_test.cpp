#include "monitor/run/child_command.hpp"

#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

using namespace perfdata;
using namespace std::chrono_literals;
using testing::HasSubstr;

namespace {

bool ended(child_command& command) {
  return command.wait_until(std::chrono::steady_clock::now() + 20s);
}

int exit_code_of(const std::vector<std::string>& words) {
  child_command command;
  if (!command.start(words) || !ended(command)) return -1;
  return command.finish();
}

TEST(ChildCommand, ExitCodesAndSignalsArePassedOn) {
  EXPECT_EQ(exit_code_of({"true"}), 0);
  EXPECT_EQ(exit_code_of({"sh", "-c", "exit 42"}), 42);
  EXPECT_EQ(exit_code_of({"sh", "-c", "kill -9 $$"}), 128 + SIGKILL);
}

TEST(ChildCommand, SaysWhatCannotBeStarted) {
  child_command command;
  const auto absent = command.start({"no-such-program-at-all"});
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, errc::not_found);
  const auto folder = command.start({"/"});
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, errc::access_denied);
}

TEST(ChildCommand, CountsWhatDescendantsUsedThatNoSampleSaw) {
  child_command command;
  ASSERT_TRUE(
      command.start({"sh", "-c", "(dd if=/dev/zero of=/dev/null bs=1000000 count=50 2>/dev/null); true"}));
  ASSERT_TRUE(ended(command));
  EXPECT_EQ(command.finish(), 0);
  EXPECT_GT(command.usage().faults, 0U);
  if (!command.usage().read_bytes) GTEST_SKIP() << "the kernel keeps no account of I/O";
  EXPECT_GE(*command.usage().read_bytes, 50'000'000U);
  EXPECT_GE(*command.usage().written_bytes, 50'000'000U);
}

// The shell in between ends at once, so dd is handed to us; the command waits until it is gone.
TEST(ChildCommand, OrphansStayInTheAccount) {
  child_command command;
  ASSERT_TRUE(
      command.start({"sh", "-c",
                     "pid=$( (dd if=/dev/zero of=/dev/null bs=1000000 count=20 >/dev/null 2>&1 & echo "
                     "$!) ); while kill -0 $pid 2>/dev/null; do sleep 0.01; done"}));
  ASSERT_TRUE(ended(command));
  EXPECT_EQ(command.finish(), 0);
  if (!command.usage().read_bytes) GTEST_SKIP() << "the kernel keeps no account of I/O";
  EXPECT_GE(*command.usage().read_bytes, 20'000'000U);
}

TEST(ChildCommand, SignalToThisProgramReachesTheCommand) {
  child_command command;
  ASSERT_TRUE(
      command.start({"sh", "-c", "trap 'exit 7' TERM; kill -TERM $PPID; while :; do sleep 0.02; done"}));
  ASSERT_TRUE(ended(command));
  EXPECT_EQ(command.finish(), 7);
  EXPECT_TRUE(command.interrupted());
}

TEST(ChildCommand, SeveralRunsEachHaveTheirOwnAccount) {
  child_command command;
  ASSERT_TRUE(command.start({"sh", "-c", "dd if=/dev/zero of=/dev/null bs=1000000 count=5 2>/dev/null"}));
  ASSERT_TRUE(ended(command));
  EXPECT_EQ(command.finish(), 0);
  ASSERT_TRUE(command.start({"true"}));
  ASSERT_TRUE(ended(command));
  EXPECT_EQ(command.finish(), 0);
  EXPECT_LT(command.usage().read_bytes.value_or(0), 5'000'000U);
}

TEST(ChildCommand, WaitsNoLongerThanAsked) {
  child_command command;
  ASSERT_TRUE(command.start({"sleep", "60"}));
  EXPECT_FALSE(command.wait_until(std::chrono::steady_clock::now() + 10ms));
  ::kill(static_cast<pid_t>(command.id()), SIGTERM);
  ASSERT_TRUE(ended(command));
  EXPECT_EQ(command.finish(), 128 + SIGTERM);
}

TEST(ChildCommand, ElapsedTimeEndsWithTheCommandNotWithTheWaiting) {
  child_command command;
  ASSERT_TRUE(command.start({"true"}));
  const auto process = static_cast<id_t>(command.id());
  siginfo_t unused{};
  ASSERT_EQ(::waitid(P_PID, process, &unused, WEXITED | WNOWAIT), 0);
  const auto known = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - known < 300ms) {  // somebody is busy elsewhere
  }
  ASSERT_TRUE(ended(command));
  EXPECT_LT(command.elapsed(), std::chrono::steady_clock::now() - known);
  EXPECT_EQ(command.finish(), 0);
}

// The command must not inherit the blocked signals, or Ctrl-C would not end it.
TEST(ChildCommand, CommandStartsWithNoSignalBlocked) {
  EXPECT_EQ(exit_code_of({"sh", "-c", "grep -q '^SigBlk:.*0000$' /proc/self/status"}), 0);
}

}  // namespace
