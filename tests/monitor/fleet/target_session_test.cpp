#include "monitor/fleet/target_session.hpp"

#include "tests/monitor/fleet/fleet_scene.hpp"

#include <gtest/gtest.h>

namespace perfdata::fleet {
namespace {

using namespace test;
using namespace std::chrono_literals;

class TargetSession : public ::testing::Test {
 protected:
  ~TargetSession() override { session->stop(); }

  void sample() {
    session->sample([this] { ++ended; });
    asker->answer_all();
  }

  std::chrono::steady_clock::time_point time{std::chrono::hours(1)};
  std::shared_ptr<scripted_asker> asker = std::make_shared<scripted_asker>();
  std::shared_ptr<logon_gate> gate = std::make_shared<logon_gate>();
  std::shared_ptr<target_session> session =
      std::make_shared<target_session>(session_parts{.target = "host",
                                                     .module = "default",
                                                     .settings = three_objects(),
                                                     .asker = asker,
                                                     .gate = gate,
                                                     .now = [this] { return time; }});
  int ended = 0;
};

TEST_F(TargetSession, ReadsNamesOnceAndThenAsksForItsObjectsOnly) {
  sample();
  sample();
  EXPECT_EQ(asker->asked, (std::vector<std::string>{"Counter 009", "Explain 009", "4 230 238", "4 230 238"}));
  EXPECT_EQ(find(session->metrics(), "perfdata_up"), 1.0);
  EXPECT_TRUE(
      find(session->metrics(), "perfdata_machine_info", {{"machine", "PERFHOST"}, {"module", "default"}}));
}

TEST_F(TargetSession, ScrapesAtTheSameTimeShareAQuery) {
  session->sample([this] { ++ended; });
  session->sample([this] { ++ended; });
  asker->answer_all();
  EXPECT_EQ(ended, 2);
  EXPECT_EQ(session->samples(), 1U);
}

TEST_F(TargetSession, AnAnswerIsFreshForHalfAPeriod) {
  EXPECT_FALSE(session->is_fresh());
  sample();
  time += 4900ms;
  EXPECT_TRUE(session->is_fresh());
  time += 200ms;
  EXPECT_FALSE(session->is_fresh());
}

TEST_F(TargetSession, KeepsAnAnswerOnlyWhereItIsShared) {
  session->want();
  sample();
  session->forget_answer();
  EXPECT_FALSE(session->is_fresh()) << "nobody else ever wanted one";
  time += 1s;
  session->want();
  sample();
  session->forget_answer();
  EXPECT_TRUE(session->is_fresh());
  EXPECT_EQ(find(session->metrics(), "perfdata_up"), 1.0);
  time += 5100ms;
  session->forget_answer();
  EXPECT_EQ(find(session->metrics(), "perfdata_up"), 0.0) << "it is old";
  time += 100s;
  session->want();
  sample();
  session->forget_answer();
  EXPECT_FALSE(session->is_fresh()) << "the second taker is gone";
}

TEST_F(TargetSession, AFailureIsTheWholeAnswerAndSaysWhy) {
  sample();
  asker->failing["*"] = {.code = errc::unreachable, .message = "away"};
  sample();
  const auto metrics = session->metrics();
  EXPECT_EQ(find(metrics, "perfdata_up"), 0.0);
  EXPECT_TRUE(find(metrics, "perfdata_failure_info", {{"reason", "unreachable"}, {"step", ""}}));
  EXPECT_FALSE(find(metrics, "perfdata_memory_available_mbytes_bytes"));
  EXPECT_EQ(session->failures(), 1U);
  asker->failing.clear();
  sample();
  EXPECT_EQ(find(session->metrics(), "perfdata_up"), 1.0);
}

TEST_F(TargetSession, AnObjectThatHangsIsLeftOutAndTheOthersGoOn) {
  asker->hanging = {230};
  sample();
  auto metrics = session->metrics();
  EXPECT_EQ(find(metrics, "perfdata_up"), 1.0);
  EXPECT_TRUE(find(metrics, "perfdata_object_left_out", {{"object", "Process"}, {"reason", "timed_out"}}));
  EXPECT_TRUE(find(metrics, "perfdata_memory_available_mbytes_bytes"));
  asker->asked.clear();
  sample();
  EXPECT_EQ(asker->asked, std::vector<std::string>{"4 238"});
  asker->hanging.clear();
  time += 31s;
  sample();
  sample();
  metrics = session->metrics();
  EXPECT_FALSE(find(metrics, "perfdata_object_left_out", {{"object", "Process"}, {"reason", "timed_out"}}));
  EXPECT_TRUE(find(metrics, "perfdata_process_working_set_bytes", {{"process", "svchost"}, {"pid", "40"}}));
}

TEST_F(TargetSession, AMachineThatIsSilentAltogetherHasNoCulprit) {
  sample();
  asker->failing["*"] = {.code = errc::timed_out, .message = "silent"};
  sample();
  asker->failing.clear();
  sample();
  EXPECT_EQ(asker->asked.back(), "4 230 238");
  EXPECT_EQ(find(session->metrics(), "perfdata_up"), 1.0);
}

TEST_F(TargetSession, AnObjectThatIsNotThereIsNamed) {
  auto settings = three_objects();
  settings.objects.push_back({.object = "Print Queue"});
  auto other = std::make_shared<target_session>(
      session_parts{.target = "host", .module = "default", .settings = settings, .asker = asker});
  other->sample([] {});
  asker->answer_all();
  EXPECT_EQ(
      find(other->metrics(), "perfdata_object_left_out", {{"object", "Print Queue"}, {"reason", "missing"}}),
      0.0);
  other->stop();
}

TEST_F(TargetSession, StoppedItReportsNothingAndLeavesTheGate) {
  session->sample([this] { ++ended; });
  session->stop();
  asker->answer_all();
  EXPECT_EQ(ended, 0);
  int let_in = 0;
  for (std::size_t i = 0; i < logon_gate::at_a_time; ++i) gate->enter([&] { ++let_in; }, [](const error&) {});
  EXPECT_EQ(let_in, static_cast<int>(logon_gate::at_a_time));
}

TEST(LogonGate, TriesAnAccountOnTwoMachinesUntilOneTakesIt) {
  logon_gate gate;
  int inside = 0;
  for (int i = 0; i < 5; ++i) gate.enter([&] { ++inside; }, [](const error&) {});
  EXPECT_EQ(inside, 2);
  gate.leave("a", nullptr);
  EXPECT_EQ(inside, 5);
}

TEST(LogonGate, ClosesWhenThreeMachinesInARowRefuse) {
  logon_gate gate;
  int inside = 0;
  int refused = 0;
  for (int i = 0; i < 300; ++i)
    gate.enter([&] { ++inside; },
               [&](const error& why) {
                 ++refused;
                 EXPECT_EQ(why.code, errc::logon_failed);
               });
  const error wrong{.code = errc::logon_failed, .message = "wrong password"};
  for (int i = 0; inside > 0 && i < 300; ++i) {
    --inside;
    gate.leave(std::to_string(i), &wrong);
  }
  EXPECT_TRUE(gate.closed());
  EXPECT_EQ(refused, 296) << "three that close it, and one that was inside then";
}

TEST(LogonGate, AMachineThatIsAwaySaysNothingOfTheAccount) {
  logon_gate gate;
  int inside = 0;
  for (int i = 0; i < 10; ++i) gate.enter([&] { ++inside; }, [](const error&) {});
  const error away{.code = errc::unreachable};
  for (int i = 0; i < 10; ++i) gate.leave(std::to_string(i), &away);
  EXPECT_EQ(inside, 10);
  EXPECT_FALSE(gate.closed());
}

}  // namespace
}  // namespace perfdata::fleet
