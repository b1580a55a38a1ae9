// A stop from another thread ends whatever waits.
#include <atomic>
#include <gtest/gtest.h>
#include <tests/remote/tcp_listener.hpp>
#include <thread>

#include <perfdata/remote/remote_machine.hpp>
#include <perfdata/remote/winreg/winreg_connection.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;

namespace {

using clock = std::chrono::steady_clock;

remote_options options(const std::stop_source& stop) {
  remote_options made{
      .credentials = password_credentials{.domain = "", .user = "someone", .password = secret("x")},
      .timeout = 60s};
  made.stop = stop.get_token();
  return made;
}

/// Runs `wait`, requests the stop while it waits, and tells how long it went on.
clock::duration time_after_stop(std::stop_source stop, auto wait) {
  clock::time_point stopped;
  std::atomic<bool> waiting{false};
  std::jthread stopper([&] {
    while (!waiting) std::this_thread::yield();
    std::this_thread::sleep_for(50ms);  // into the waiting; a stop before it is seen as well
    stopped = clock::now();
    stop.request_stop();
  });
  waiting = true;
  wait();
  const auto ended = clock::now();
  stopper.join();
  return ended - stopped;
}

TEST(Cancellation, EndsAConnectThatWaitsForAMachineThatSaysNothing) {
  const listener silent(16);
  std::stop_source stop;
  const auto took = time_after_stop(stop, [&] {
    const auto source = connect_remote_machine(silent.machine(), options(stop));
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, errc::cancelled);
  });
  EXPECT_LT(took, 5s);
}

TEST(Cancellation, EndsAQueryThatConnects) {
  const listener silent(16);
  std::stop_source stop;
  auto later = options(stop);
  later.connect_first = false;
  const auto source = connect_remote_machine(silent.machine(), later);
  ASSERT_TRUE(source);
  byte_buffer answer;
  const auto took = time_after_stop(stop, [&] {
    const auto asked = (*source)->query("2", answer);
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code, errc::cancelled);
  });
  EXPECT_LT(took, 5s);
  const auto asked = (*source)->query("2", answer);
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, errc::cancelled);
}

TEST(Cancellation, EndsAConnectionToOtherKeysToo) {
  const listener silent(16);
  std::stop_source stop;
  const auto took = time_after_stop(stop, [&] {
    const deadline until(60s);
    const auto opened = winreg_connection::open(silent.machine(), options(stop), until, until,
                                                winreg::method::open_local_machine);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, errc::cancelled);
  });
  EXPECT_LT(took, 5s);
}

TEST(Cancellation, BeforeTheStartSendsNothing) {
  const listener silent(16);
  std::stop_source stop;
  stop.request_stop();
  const auto source = connect_remote_machine(silent.machine(), options(stop));
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, errc::cancelled);
}

}  // namespace
