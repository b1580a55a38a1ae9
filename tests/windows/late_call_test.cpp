// Calls that do not return by their deadline: nothing can stop them, and nothing may break when they come
// back.
#include "tests/windows/fake_calls.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <tests/support/wait_for.hpp>

#include <perfdata/windows/advapi_key.hpp>
#include <perfdata/windows/call_thread.hpp>
#include <perfdata/windows/performance_source.hpp>

using namespace perfdata;
using namespace perfdata::win32;
using namespace std::chrono_literals;

namespace {

constexpr auto soon = 30ms;
constexpr auto patient = 20s;

class LateCall : public testing::Test {
 protected:
  LateCall() {
    calls_->root.values.push_back(
        {.name = "Counter 009", .type = registry_type::multi_sz, .data = test::bytes_of("names")});
  }
  ~LateCall() override { calls_->release(); }

  [[nodiscard]] bool comes(const std::string& call) const {
    return test::wait_for(patient, [&] { return calls_->count(call) > 0; });
  }

  std::shared_ptr<test::fake_calls> calls_ = std::make_shared<test::fake_calls>();
  byte_buffer answer_;
};

TEST_F(LateCall, IsTimedOutAndTheNextIsRefusedAtOnceUntilItReturns) {
  const auto source = open_performance_source(calls_, {.timeout = soon});
  ASSERT_TRUE(source);
  calls_->hang("query");
  const auto late = (*source)->query("Counter 009", answer_);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, errc::timed_out);
  EXPECT_EQ(late.error().system->step, "RegQueryValueEx");
  const auto refused = (*source)->query("Counter 009", answer_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::timed_out);
  EXPECT_EQ(calls_->count("query"), 1U);
  calls_->release();
  EXPECT_TRUE(test::wait_for(patient, [&] { return (*source)->query("Counter 009", answer_).has_value(); }));
}

TEST_F(LateCall, OutlivesItsSourceAndClosesTheKeyBehindItself) {
  auto source = open_performance_source(calls_, {.machine = machine_address{"HOST"}, .timeout = soon});
  ASSERT_TRUE(source);
  calls_->hang("query");
  EXPECT_FALSE((*source)->query("Counter 009", answer_));
  source->reset();
  EXPECT_EQ(calls_->count("close"), 0U) << "a key must not be closed under a call that uses it";
  calls_->release();
  EXPECT_TRUE(comes("close"));
}

TEST_F(LateCall, ConnectionThatComesTooLateIsClosed) {
  calls_->hang("connect");
  const auto source = open_performance_source(calls_, {.machine = machine_address{"HOST"}, .timeout = soon});
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, errc::timed_out);
  calls_->release();
  EXPECT_TRUE(comes("close"));
}

TEST_F(LateCall, TokenThatComesTooLateIsGivenBack) {
  calls_->hang("log on");
  const auto source = open_performance_source(
      calls_,
      {.machine = machine_address{"HOST"}, .who = password_credentials{.user = "u"}, .timeout = soon});
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, errc::timed_out);
  calls_->release();
  EXPECT_TRUE(comes("close token"));
}

TEST_F(LateCall, IsLeftAtOnceWhenAStopIsRequested) {
  std::stop_source stopping;
  const auto source =
      open_performance_source(calls_, {.stop = stopping.get_token(), .timeout = std::chrono::hours(1)});
  ASSERT_TRUE(source);
  calls_->hang("query");
  std::thread stopper([&] {
    EXPECT_TRUE(comes("query"));
    stopping.request_stop();
  });
  const auto stopped = (*source)->query("Counter 009", answer_);
  stopper.join();
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, errc::cancelled);
  EXPECT_EQ((*source)->query("Counter 009", answer_).error().code, errc::cancelled);
}

TEST_F(LateCall, CloseIsNotWaitedForLong) {
  auto key = connect_through(calls_, {.machine = machine_address{"HOST"}, .timeout = patient},
                             predefined_key::local_machine);
  ASSERT_TRUE(key);
  calls_->hang("close");
  const auto closed = key->close();
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().code, errc::timed_out);
}

TEST(CallThread, MakesCallsOnOneThreadThatIsNotTheCallers) {
  call_thread thread;
  std::thread::id first, second;
  ASSERT_EQ(thread.run([&] { first = std::this_thread::get_id(); }, deadline(patient)),
            call_thread::outcome::done);
  ASSERT_EQ(thread.run([&] { second = std::this_thread::get_id(); }, deadline(patient)),
            call_thread::outcome::done);
  EXPECT_EQ(first, second);
  EXPECT_NE(first, std::this_thread::get_id());
}

TEST(CallThread, WhatADoneCallOwnedIsGone) {
  call_thread thread;
  const auto owned = std::make_shared<int>(1);
  ASSERT_EQ(thread.run([owned] {}, deadline(patient)), call_thread::outcome::done);
  EXPECT_EQ(owned.use_count(), 1);
}

}  // namespace
