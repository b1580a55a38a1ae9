#include "monitor/fleet/fleet.hpp"

#include "tests/monitor/fleet/fleet_scene.hpp"

#include <gtest/gtest.h>

namespace perfdata::fleet {
namespace {

using namespace test;
using namespace std::chrono_literals;

class Fleet : public ::testing::Test {
 protected:
  static fleet_config configuration() {
    fleet_config config;
    config.targets = {"host*", "10.0.0.1"};
    config.modules["default"] = three_objects();
    config.modules["memory"] = three_objects();
    config.modules["memory"].objects = {{.object = "Memory"}};
    return config;
  }

  void probe(const std::string& target, const std::string& module = "default") {
    made.probe(target, module, time + 5s, [this](result<metric_set> metrics) {
      ++answers;
      answer = std::move(metrics);
    });
  }

  std::chrono::steady_clock::time_point time{std::chrono::hours(1)};
  std::map<std::string, std::shared_ptr<scripted_asker>> askers{};
  int opened = 0;
  int answers = 0;
  result<metric_set> answer = metric_set{};
  fleet made{configuration(),
             [this](const machine_address& target, const module_settings&, const account*) {
               ++opened;
               auto& asker = askers[target.to_string()];
               asker = std::make_shared<scripted_asker>();
               return result<std::shared_ptr<counter_asker>>(asker);
             },
             [this] { return time; }};
};

TEST_F(Fleet, AnswersAProbeWhenTheTargetHas) {
  probe("host1");
  EXPECT_EQ(answers, 0);
  askers["host1"]->answer_all();
  ASSERT_EQ(answers, 1);
  ASSERT_TRUE(answer);
  EXPECT_EQ(find(*answer, "perfdata_up"), 1.0);
}

TEST_F(Fleet, AsksNobodyThatIsNotAllowed) {
  probe("elsewhere");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, errc::access_denied);
  probe("10.0.0.12");
  EXPECT_FALSE(answer);
  probe("host1/../x");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, errc::invalid_argument);
  EXPECT_EQ(opened, 0);
}

TEST_F(Fleet, NamesTheModulesThereAre) {
  probe("host1", "sql");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, errc::not_found);
  EXPECT_NE(answer.error().advice.find("default, memory"), std::string::npos);
}

TEST_F(Fleet, ModulesOfATargetShareItsConnection) {
  probe("host1");
  probe("host1", "memory");
  EXPECT_EQ(opened, 1);
}

TEST_F(Fleet, ScrapesCloserThanHalfAPeriodShareAnAnswer) {
  probe("host1");
  askers["host1"]->answer_all();
  const auto asked = askers["host1"]->asked.size();
  time += 1s;
  probe("host1");
  EXPECT_EQ(answers, 2);
  EXPECT_EQ(askers["host1"]->asked.size(), asked);
  EXPECT_EQ(find(*answer, "perfdata_sample_age_seconds"), 1.0);
  time += 5s;
  probe("host1");
  EXPECT_EQ(askers["host1"]->asked.size(), asked + 1);
}

TEST_F(Fleet, AScrapeThatCannotWaitAnyLongerIsTold) {
  probe("host1");
  time += 5s;
  made.tick();
  ASSERT_EQ(answers, 1);
  EXPECT_EQ(find(*answer, "perfdata_up"), 0.0);
  askers["host1"]->answer_all();
  EXPECT_EQ(answers, 1) << "once is enough";
}

TEST_F(Fleet, LetsGoOfTargetsThatNobodyWants) {
  probe("host1");
  askers["host1"]->answer_all();
  const std::weak_ptr<scripted_asker> kept = std::exchange(askers["host1"], nullptr);
  time += 9min;
  made.tick();
  EXPECT_FALSE(kept.expired());
  time += 2min;
  made.tick();
  EXPECT_TRUE(kept.expired());
}

TEST_F(Fleet, HoldsNoMoreThanItMay) {
  auto config = configuration();
  config.max_targets = 1;
  made.configure(config);
  probe("host1");
  probe("host2");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, errc::too_large);
}

TEST_F(Fleet, KeepsConnectionsThatANewConfigurationLeavesAlone) {
  probe("host1");
  probe("host2", "memory");
  for (auto& [name, asker] : askers) asker->answer_all();
  auto config = configuration();
  config.modules["memory"].cooked = true;
  made.configure(config);
  time += 10s;
  probe("host1");
  probe("host2", "memory");
  EXPECT_EQ(opened, 3);
}

TEST_F(Fleet, TellsAScrapeWhoseTargetWasTakenAway) {
  probe("host1");
  made.configure({});
  EXPECT_EQ(answers, 1);
  EXPECT_EQ(find(*answer, "perfdata_up"), 0.0);
}

TEST_F(Fleet, StopsTryingAnAccountThatMachinesRefuse) {
  for (int i = 0; i < 50; ++i) probe("host" + std::to_string(i));
  int sent = 0;
  for (bool any = true; any;) {
    any = false;
    for (auto& [name, asker] : askers) {
      asker->failing["*"] = {.code = errc::logon_failed, .message = "wrong password"};
      if (asker->waiting.empty()) continue;
      any = true;
      ++sent;
      asker->answer_one();
    }
  }
  EXPECT_EQ(answers, 50);
  EXPECT_LE(sent, 4);
  metric_set metrics;
  made.add_metrics(metrics);
  EXPECT_EQ(find(metrics, "perfdata_fleet_account_closed", {{"account", ""}}), 1.0);
  EXPECT_EQ(find(metrics, "perfdata_fleet_targets_down", {{"reason", "logon_failed"}}), 50.0);
}

}  // namespace
}  // namespace perfdata::fleet
