#include "monitor/core/poller.hpp"

#include "tests/monitor/support/simulated_machine.hpp"

#include <atomic>
#include <condition_variable>
#include <future>
#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;
using namespace std::chrono_literals;

namespace {

template <class Condition>
bool within_ten_seconds(Condition reached) {
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (std::chrono::steady_clock::now() < end) {
    if (reached()) return true;
    std::this_thread::yield();
  }
  return false;
}

watch_settings memory_every(std::chrono::milliseconds interval) {
  return {.interval = interval, .paths = {*counter_path::parse(R"(\Memory\Available Bytes)")}};
}

TEST(Poller, NeverMakesItsOwnerWaitForASlowSource) {
  std::promise<void> release;
  auto released = release.get_future().share();
  const auto before = std::chrono::steady_clock::now();
  poller slow(
      [released]() -> result<std::unique_ptr<counter_source>> {
        released.wait();
        return failure({.code = errc::unreachable, .message = "too late"});
      },
      memory_every(1s), nullptr);
  slow.select({});
  slow.set_interval(2s);
  EXPECT_EQ(slow.newest()->state, source_state::connecting);
  slow.request_stop();
  EXPECT_FALSE(slow.stopped());
  EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
  release.set_value();
  EXPECT_TRUE(within_ten_seconds([&] { return slow.stopped(); }));
}

TEST(Poller, EndingItCancelsWhatTheSourceWaitsFor) {
  const std::stop_source cancel;
  std::atomic<bool> waiting{false};
  std::optional<poller> slow;
  slow.emplace(
      [token = cancel.get_token(), &waiting]() -> result<std::unique_ptr<counter_source>> {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any never;
        waiting = true;
        never.wait_for(lock, token, 60s, [] { return false; });
        return failure({.code = errc::cancelled, .message = "stopped"});
      },
      memory_every(1s), nullptr, cancel);
  ASSERT_TRUE(within_ten_seconds([&] { return waiting.load(); }));
  const auto before = std::chrono::steady_clock::now();
  slow.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - before, 10s);
}

TEST(Poller, EveryFrameIsAnnouncedAndWhole) {
  auto world = std::make_shared<test::simulated_world>();
  std::atomic<int> announced{0};
  poller watched(
      [world]() -> result<std::unique_ptr<counter_source>> {
        return std::make_unique<test::simulated_machine>(world);
      },
      memory_every(20ms), [&] { ++announced; });
  std::uint64_t seen = 0;
  const bool enough = within_ten_seconds([&] {
    const auto frame = watched.newest();
    for (const auto& sample : frame->recent) {
      if (sample->sequence <= seen) continue;
      EXPECT_EQ(sample->sequence, seen + 1);
      EXPECT_EQ(sample->rows().size(), 1U);
      seen = sample->sequence;
    }
    return seen >= 10;
  });
  EXPECT_TRUE(enough);
  EXPECT_GE(announced, 10);
}

TEST(Poller, CommandsFromSeveralThreadsAreSafeAndObeyed) {
  auto world = std::make_shared<test::simulated_world>();
  poller watched(
      [world]() -> result<std::unique_ptr<counter_source>> {
        return std::make_unique<test::simulated_machine>(world);
      },
      memory_every(20ms), nullptr);
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t)
    threads.emplace_back([&watched, t] {
      for (int i = 0; i < 50; ++i) {
        watched.set_interval(std::chrono::milliseconds(20 + t));
        watched.set_paused(i % 2 == 0);
        watched.select({*counter_path::parse(R"(\Processor(*)\% Processor Time)")});
        watched.refresh_catalog();
        (void)watched.newest()->recent.size();
      }
    });
  for (auto& thread : threads) thread.join();
  watched.set_paused(false);
  EXPECT_TRUE(within_ten_seconds([&] {
    const auto frame = watched.newest();
    return frame->state == source_state::live && !frame->recent.empty() &&
           frame->recent.back()->rows().size() == 3;
  }));
}

}  // namespace
