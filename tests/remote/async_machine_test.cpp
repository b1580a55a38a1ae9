// The asynchronous face, with machines that are not there or say nothing: no server needed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <mutex>
#include <tests/remote/tcp_listener.hpp>
#include <tests/support/wait_for.hpp>

#include <perfdata/remote/async_machine.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;

namespace {

remote_options options(std::chrono::milliseconds timeout) {
  return {.credentials = password_credentials{.domain = "", .user = "someone", .password = secret("x")},
          .timeout = timeout};
}

/// What completions brought, in their order.
class answers {
 public:
  async_machine::completion taker() {
    return [this](const result<byte_buffer>& answer) {
      const std::lock_guard lock(mutex_);
      codes_.push_back(answer ? std::nullopt : std::optional(answer.error()));
    };
  }
  [[nodiscard]] bool wait_until(std::size_t count, std::chrono::milliseconds limit = 10s) {
    return wait_for(limit, [&] { return all().size() >= count; });
  }
  [[nodiscard]] std::vector<std::optional<error>> all() {
    const std::lock_guard lock(mutex_);
    return codes_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::optional<error>> codes_;
};

machine_address closed_port() {
  const listener gone(1);
  return gone.machine();
}

std::unique_ptr<async_machine> machine_at(const machine_address& address, std::chrono::milliseconds timeout) {
  auto made = async_machine::create(address, options(timeout));
  EXPECT_TRUE(made);
  return *std::move(made);
}

TEST(AsyncMachine, AFailureComesWithItsReasonAndTheNextOneAtOnceWithTheNextTry) {
  answers seen;
  const auto machine = machine_at(closed_port(), 10s);
  machine->query("2", {}, seen.taker());
  machine->query("2", {}, seen.taker());
  ASSERT_TRUE(seen.wait_until(2));
  for (const auto& failed : seen.all()) {
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->code, errc::unreachable);
  }
  EXPECT_THAT(seen.all()[1]->message, testing::HasSubstr("next try in"));
  const auto status = machine->status();
  EXPECT_FALSE(status.connected);
  EXPECT_EQ(status.failed, 2U);
  ASSERT_TRUE(status.last_error);
  EXPECT_EQ(status.last_error->system->win32, 1225U);
}

TEST(AsyncMachine, OneThatSaysNothingFailsAtTheQueriesOwnDeadline) {
  const listener silent(16);
  answers seen;
  const auto machine = machine_at(silent.machine(), 300ms);
  const auto begin = std::chrono::steady_clock::now();
  machine->query("2", {}, seen.taker());
  ASSERT_TRUE(seen.wait_until(1));
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 290ms);
  EXPECT_EQ(seen.all()[0]->code, errc::timed_out);
  EXPECT_TRUE(machine->status().connecting);  // it is listened to on
}

TEST(AsyncMachine, CancelAnswersWhatWaits) {
  const listener silent(16);
  answers seen;
  const auto machine = machine_at(silent.machine(), 60s);
  for (int i = 0; i < 3; ++i) machine->query("2", {}, seen.taker());
  machine->cancel();
  ASSERT_TRUE(seen.wait_until(3));
  for (const auto& failed : seen.all()) EXPECT_EQ(failed->code, errc::cancelled);
  machine->query("2", {}, seen.taker());
  machine->cancel();
  EXPECT_TRUE(seen.wait_until(4));
}

TEST(AsyncMachine, TooManyQueriesAreRefusedAtOnce) {
  const listener silent(16);
  answers seen;
  const auto machine = machine_at(silent.machine(), 60s);
  for (int i = 0; i < 20; ++i) machine->query("2", {}, seen.taker());
  ASSERT_TRUE(seen.wait_until(4));
  for (const auto& failed : seen.all()) EXPECT_EQ(failed->code, errc::too_large);
  machine->cancel();
  EXPECT_TRUE(seen.wait_until(20));
}

TEST(AsyncMachine, MayGoWithQueriesUnderWayWhichAreNotAnsweredAnyMore) {
  const listener silent(16);
  answers seen;
  for (int i = 0; i < 5; ++i) {
    const auto machine = machine_at(silent.machine(), 60s);
    machine->query("2", {}, seen.taker());
  }
  EXPECT_TRUE(seen.all().empty());
}

TEST(AsyncMachine, ACompletionMayAskOnAndDestroyTheMachine) {
  std::mutex mutex;  // between this thread, which puts the machine there, and the I/O thread
  std::unique_ptr<async_machine> machine;
  std::atomic<int> calls{0};
  std::function<void(const result<byte_buffer>&)> again = [&](const result<byte_buffer>&) {
    const std::lock_guard lock(mutex);
    if (++calls < 3)
      machine->query("2", {}, again);
    else
      machine.reset();
  };
  {
    const std::lock_guard lock(mutex);
    machine = machine_at(closed_port(), 10s);
    machine->query("2", {}, again);
  }
  EXPECT_TRUE(wait_for(10s, [&] {
    const std::lock_guard look(mutex);
    return machine == nullptr;
  }));
  EXPECT_EQ(calls, 3);
  // The I/O thread ended with it, and the next machine starts another.
  answers seen;
  const auto next = machine_at(closed_port(), 10s);
  next->query("2", {}, seen.taker());
  EXPECT_TRUE(seen.wait_until(1));
}

TEST(AsyncMachine, NobodyIsRefusedProtectionInSilence) {
  const auto made = async_machine::create({.host = "127.0.0.1"}, {});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, errc::unsupported);
}

}  // namespace
