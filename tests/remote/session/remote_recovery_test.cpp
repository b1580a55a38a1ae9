// A machine that goes away while it is watched, and comes back.
#include <stop_token>
#include <tests/remote/samba_scene.hpp>
#include <tests/support/wait_for.hpp>
#include <thread>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;

namespace {

class RemoteRecovery : public SambaTest {};

std::chrono::milliseconds time_of(auto work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
}

TEST_F(RemoteRecovery, AServerThatDiesGivesErrorsAndThenValuesAgain) {
  samba_server server;
  set_scene(server.counters());
  const auto source = connect_remote_machine(server.address(), options_of(server));
  ASSERT_TRUE(source) << source.error().message;
  byte_buffer answer;
  ASSERT_TRUE((*source)->query("2", answer));

  server.kill();
  for (int i = 0; i < 3; ++i) {
    const auto took = time_of([&] {
      const auto asked = (*source)->query("2", answer);
      ASSERT_FALSE(asked);
      EXPECT_TRUE(asked.error().code == errc::unreachable || asked.error().code == errc::connection_lost)
          << asked.error().message;
      EXPECT_FALSE(asked.error().advice.empty());
      expect_no_secret(asked.error(), server.account().password.reveal());
    });
    EXPECT_LT(took, 2s);
  }

  server.start();
  EXPECT_TRUE(wait_for(2s, [&] { return (*source)->query("2", answer).has_value(); }));
}

TEST_F(RemoteRecovery, AConnectionThatWasCutWhileIdleIsMadeAgainWithinTheQuery) {
  samba_server server;
  set_scene(server.counters());
  const auto source = connect_remote_machine(server.address(), options_of(server));
  ASSERT_TRUE(source) << source.error().message;
  byte_buffer answer;
  for (int i = 0; i < 2; ++i) {
    server.stop();
    server.start();
    const auto asked = (*source)->query("2", answer);
    EXPECT_TRUE(asked) << asked.error().message;
  }
}

TEST_F(RemoteRecovery, AServerThatHangsCostsTheTimeoutAndNoMore) {
  samba_server server;
  set_scene(server.counters());
  const auto source = connect_remote_machine(server.address(), options_of(server, 700ms));
  ASSERT_TRUE(source) << source.error().message;
  byte_buffer answer;
  ASSERT_TRUE((*source)->query("2", answer));

  server.freeze();
  for (int i = 0; i < 2; ++i) {  // the first in the query, the second in connecting again
    const auto took = time_of([&] {
      const auto asked = (*source)->query("2", answer);
      ASSERT_FALSE(asked);
      EXPECT_EQ(asked.error().code, errc::timed_out) << asked.error().message;
    });
    EXPECT_GE(took, 690ms);
    EXPECT_LT(took, 1400ms);
  }
  server.thaw();
  EXPECT_TRUE(wait_for(5s, [&] { return (*source)->query("2", answer).has_value(); }));
}

/// Asks every second, as watchers do, until there is an answer; how long that took.
std::chrono::milliseconds time_until_answer(counter_source& source) {
  byte_buffer answer;
  const auto begin = std::chrono::steady_clock::now();
  const auto passed = [&] {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  };
  for (auto tick = begin; passed() < 20s; std::this_thread::sleep_until(tick += 1s))
    if (source.query("2", answer)) return passed();
  return passed();
}

TEST_F(RemoteRecovery, AWatcherIsBackWithinTwoIntervalsHoweverTheServerWent) {
  samba_server server;
  set_scene(server.counters());
  const auto source = connect_remote_machine(server.address(), options_of(server, 1s));
  ASSERT_TRUE(source) << source.error().message;
  byte_buffer answer;
  ASSERT_TRUE((*source)->query("2", answer));

  server.kill();
  for (int i = 0; i < 3; ++i) EXPECT_FALSE((*source)->query("2", answer));
  server.start();
  EXPECT_LE(time_until_answer(**source), 2s);

  server.freeze();
  for (int i = 0; i < 6; ++i) EXPECT_FALSE((*source)->query("2", answer));  // beyond the first patience
  server.thaw();
  EXPECT_LE(time_until_answer(**source), 2s);
}

TEST_F(RemoteRecovery, WhileAMachineIsAwayQueriesSayWhyAndWhenTheNextTryIs) {
  samba_server server;
  set_scene(server.counters());
  const auto source = connect_remote_machine(server.address(), options_of(server));
  ASSERT_TRUE(source) << source.error().message;
  server.kill();
  byte_buffer answer;
  EXPECT_FALSE((*source)->query("2", answer));
  const auto waiting = (*source)->query("2", answer);
  ASSERT_FALSE(waiting);
  EXPECT_EQ(waiting.error().code, errc::unreachable);
  EXPECT_NE(waiting.error().message.find("next try in"), std::string::npos) << waiting.error().message;
}

TEST_F(RemoteRecovery, AStopEndsAQueryOfAMachineThatHangs) {
  samba_server server;
  set_scene(server.counters());
  std::stop_source stop;
  auto options = options_of(server, 60s);
  options.stop = stop.get_token();
  const auto source = connect_remote_machine(server.address(), options);
  ASSERT_TRUE(source) << source.error().message;
  server.freeze();
  std::jthread stopper([&] {
    std::this_thread::sleep_for(100ms);
    stop.request_stop();
  });
  byte_buffer answer;
  const auto took = time_of([&] {
    const auto asked = (*source)->query("2", answer);
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code, errc::cancelled);
  });
  EXPECT_LT(took, 5s);
  server.thaw();
}

TEST_F(RemoteRecovery, AMachineThatHangsDoesNotHoldUpTheOthers) {
  samba_server hung;
  samba_server healthy;
  set_scene(hung.counters());
  set_scene(healthy.counters());
  const auto stuck = connect_remote_machine(hung.address(), options_of(hung, 3s));
  const auto fine = connect_remote_machine(healthy.address(), options_of(healthy, 3s));
  ASSERT_TRUE(stuck && fine);
  hung.freeze();
  bool failed = false;
  std::jthread waiting([&] {
    byte_buffer answer;
    failed = !(*stuck)->query("2", answer).has_value();
  });
  byte_buffer answer;
  const auto took = time_of([&] {
    for (int i = 0; i < 20; ++i) EXPECT_TRUE((*fine)->query("2", answer));
  });
  EXPECT_LT(took, 2s);
  waiting.join();
  EXPECT_TRUE(failed);
  EXPECT_TRUE((*fine)->query("2", answer));  // the cancelled one took nothing with it
  hung.thaw();
}

TEST_F(RemoteRecovery, APasswordThatIsRefusedLaterIsNotSentAgain) {
  samba_server server;
  set_scene(server.counters());
  const auto source = connect_remote_machine(server.address(), options_of(server));
  ASSERT_TRUE(source) << source.error().message;
  const std::string old_password = server.account().password.reveal();
  server.stop();
  server.change_password();
  server.start();
  byte_buffer answer;
  for (int i = 0; i < 3; ++i) {
    const auto asked = (*source)->query("2", answer);
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code, errc::logon_failed) << asked.error().message;
    expect_no_secret(asked.error(), old_password);
  }
  EXPECT_EQ(server.refused_log_ons(), 1);
}

}  // namespace
