// Machines that are not there, and things that are there and are no machines: each failure names its step and
// keeps to the timeout.
#include <array>
#include <gtest/gtest.h>
#include <tests/remote/tcp_listener.hpp>
#include <thread>

#include <perfdata/remote/remote_machine.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;

namespace {

constexpr auto the_password = "hunter2-never-shown";

struct attempt {
  error failed;
  std::chrono::milliseconds took;
};

attempt connect_in_vain(const machine_address& machine, std::chrono::milliseconds timeout) {
  const remote_options options{
      .credentials = password_credentials{.domain = "", .user = "someone", .password = secret(the_password)},
      .timeout = timeout};
  const auto begin = std::chrono::steady_clock::now();
  auto source = connect_remote_machine(machine, options);
  const auto took = std::chrono::steady_clock::now() - begin;
  EXPECT_FALSE(source);
  if (source) return {};
  const auto& failed = source.error();
  EXPECT_EQ(failed.message.find(the_password), std::string::npos);
  EXPECT_EQ(failed.advice.find(the_password), std::string::npos);
  EXPECT_FALSE(failed.advice.empty()) << failed.message;
  EXPECT_TRUE(failed.system.has_value());
  return {failed, std::chrono::duration_cast<std::chrono::milliseconds>(took)};
}

std::string step_of(const attempt& one) {
  return one.failed.system ? one.failed.system->step : std::string();
}

TEST(NetworkFailure, UnknownHostFailsInResolveName) {
  const auto one = connect_in_vain({.host = "no-such-host.invalid", .port = 445}, 3s);
  EXPECT_EQ(step_of(one), "resolve name");
  EXPECT_TRUE(one.failed.code == errc::unreachable || one.failed.code == errc::timed_out);
  EXPECT_LT(one.took, 3500ms);
}

TEST(NetworkFailure, RefusedPortFailsInConnect) {
  machine_address closed;
  {
    const listener gone(1);
    closed = gone.machine();
  }
  const auto one = connect_in_vain(closed, 5s);
  EXPECT_EQ(step_of(one), "connect to port " + std::to_string(closed.port));
  EXPECT_EQ(one.failed.code, errc::unreachable);
  EXPECT_EQ(one.failed.system->win32, 1225U);
  EXPECT_LT(one.took, 1s);
}

TEST(NetworkFailure, PortThatDropsPacketsTimesOutInConnect) {
  const listener full(0);
  std::array<tcp_socket, 4> fill;  // more than a backlog of 0 takes: what follows is not answered
  std::array<std::thread, 4> blocked;
  for (std::size_t i = 0; i < fill.size(); ++i) {
    const timeval limit{.tv_sec = 0, .tv_usec = 100'000};
    ::setsockopt(fill[i].get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    (void)::connect(fill[i].get(), full.address(), sizeof(sockaddr_in));
  }
  const auto one = connect_in_vain(full.machine(), 600ms);
  EXPECT_EQ(step_of(one), "connect to port " + std::to_string(full.machine().port));
  EXPECT_EQ(one.failed.code, errc::timed_out);
  EXPECT_GE(one.took, 590ms);
  EXPECT_LT(one.took, 1200ms);
}

TEST(NetworkFailure, ServerThatAcceptsAndNeverAnswersTimesOutInLogOn) {
  const listener silent(16);
  const auto one = connect_in_vain(silent.machine(), 800ms);
  EXPECT_EQ(step_of(one), "negotiate and log on");
  EXPECT_EQ(one.failed.code, errc::timed_out);
  EXPECT_GE(one.took, 790ms);
  EXPECT_LT(one.took, 1500ms);
}

TEST(NetworkFailure, ATimeoutOfNothingEndsAtOnce) {
  const listener silent(16);
  const auto one = connect_in_vain(silent.machine(), 0ms);
  EXPECT_LT(one.took, 500ms);
}

TEST(NetworkFailure, ServerThatTalksNonsenseIsNotBelieved) {
  const listener babbling(16);
  std::jthread server([&] {
    for (int i = 0; i < 4; ++i) {
      const tcp_socket client(::accept(babbling.get(), nullptr, nullptr));
      if (client.get() < 0) return;
      std::array<char, 4096> nonsense{};
      for (std::size_t k = 0; k < nonsense.size(); ++k) nonsense[k] = static_cast<char>(k * 37 + 11);
      (void)!::send(client.get(), nonsense.data(), nonsense.size(), MSG_NOSIGNAL);
    }
  });
  const auto one = connect_in_vain(babbling.machine(), 1500ms);
  EXPECT_LT(one.took, 2200ms);
  ::shutdown(babbling.get(), SHUT_RDWR);  // ends accept
}

TEST(NetworkFailure, WithoutAnAccountProtectionIsRefusedBeforeAnythingIsSent) {
  const listener silent(16);
  const auto begin = std::chrono::steady_clock::now();
  for (const auto wanted : {protection::privacy, protection::integrity}) {
    const auto source = connect_remote_machine(silent.machine(), {.protection = wanted, .timeout = 5s});
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, errc::unsupported);
    EXPECT_NE(source.error().advice.find("--protect connect"), std::string::npos);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1s);
}

TEST(NetworkFailure, OneDeadMachineDoesNotDelayAnother) {
  const listener silent(16);
  std::jthread slow([&] { (void)connect_in_vain(silent.machine(), 2s); });
  const listener gone_soon(16);
  const auto quick = connect_in_vain(gone_soon.machine(), 300ms);
  EXPECT_LT(quick.took, 1000ms);
}

}  // namespace
