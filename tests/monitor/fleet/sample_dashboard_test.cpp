// samples/fleet's dashboard and alerts: every query of them is answered from what `perfdata serve` shows.
#include "monitor/fleet/exporter_metrics.hpp"
#include "monitor/fleet/read_config.hpp"
#include "tests/monitor/fleet/fleet_scene.hpp"
#include "tests/monitor/fleet/promql.hpp"
#include "tests/monitor/fleet/windows_scene.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

namespace perfdata::fleet::test {
namespace {

using namespace std::chrono_literals;

const std::filesystem::path samples = std::filesystem::path(PERFDATA_SOURCE_DIR) / "samples/fleet";

nlohmann::json dashboard() {
  return nlohmann::json::parse(std::ifstream(samples / "dashboard.json"));
}

// A Windows machine that is asked through a fleet, and the fleet's own metrics.
class served_machine {
 public:
  served_machine() {
    asker_->names = windows_names();
    asker_->block = [this] { return windows_block(second_); };
  }

  void scrape_into(promql& where) {
    targets_.probe("host1", "default", time_ + 5s,
                   [&](result<metric_set> metrics) { where.scrape(*metrics, "host1", "windows"); });
    asker_->answer_all();
    targets_.probe("away", "default", time_ + 5s,
                   [&](result<metric_set> metrics) { where.scrape(*metrics, "away", "windows"); });
    asker_->failing["*"] = {.code = errc::timed_out, .message = "hangs"};
    asker_->answer_all();
    asker_->failing.clear();
    metric_set own;
    add_process_metrics(own, "1.0");
    targets_.add_metrics(own);
    where.scrape(own, "127.0.0.1:9642", "perfdata");
    metric_set up;
    up.add("up", "", metric_kind::gauge, 0);
    where.scrape(up, "127.0.0.1:9643", "perfdata");
  }
  void pass(std::chrono::seconds span) {
    time_ += span;
    second_ += span.count();
  }

 private:
  static fleet_config configuration() {
    auto config = *read_config(samples / "fleet.toml");
    config.targets = {"*"};
    return config;
  }

  std::int64_t second_ = 0;
  std::chrono::steady_clock::time_point time_{std::chrono::hours(1)};
  std::shared_ptr<scripted_asker> asker_ = std::make_shared<scripted_asker>();
  fleet targets_{configuration(),
                 [this](const machine_address&, const module_settings&, const account*) {
                   return result<std::shared_ptr<counter_asker>>(asker_);
                 },
                 [this] { return time_; }};
};

class SampleDashboard : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto why = promql::why_not(); !why.empty()) GTEST_SKIP() << why;
    served_machine machine;
    machine.scrape_into(where);
    for (int scrape = 0; scrape < 12; ++scrape) {
      machine.pass(15s);
      where.pass();
      machine.scrape_into(where);
    }
    where.use_rules(samples / "alerts.yml");
  }
  promql where{15s};
};

TEST_F(SampleDashboard, EveryPanelHasSomethingToShow) {
  std::size_t queries = 0;
  const auto file = dashboard();
  for (const auto& panel : file["panels"])
    for (const auto& target : panel["targets"]) {
      where.expect_any(with_everything_chosen(target["expr"]));
      ++queries;
    }
  EXPECT_GE(queries, 12U);
  EXPECT_EQ(where.failures(), "");
}

TEST_F(SampleDashboard, PanelsShowWhatTheMachineDoes) {
  where.expect(R"(windows:processor_busy:ratio{instance="host1"})", 0.4);
  where.expect(R"(windows:disk_read_latency:seconds{physicaldisk="0 C:"})", 0.01);
  where.expect(R"(perfdata_logicaldisk_free_space{logicaldisk="C:"} / perfdata_logicaldisk_free_space_base)",
               0.25);
  where.expect(
      R"(1 - rate(perfdata_physicaldisk_idle_time_seconds_total{physicaldisk="0 C:"}[5m]) / rate(perfdata_physicaldisk_idle_time_base_seconds_total[5m]))",
      0.9);
  EXPECT_EQ(where.failures(), "");
}

TEST_F(SampleDashboard, AlertsAreRaised) {
  where.expect(R"(ALERTS{alertname="TargetDown",alertstate="firing",severity="warning",instance="away"})", 1);
  where.expect(R"(ALERTS{alertname="ExporterDown",alertstate="firing",instance="127.0.0.1:9643"})", 1);
  where.expect(R"(count(ALERTS))", 2);
  EXPECT_EQ(where.failures(), "");
}

// https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
TEST(SampleDashboardFile, IsOneThatGrafanaTakes) {
  const auto file = dashboard();
  for (const char* text : {"title", "uid"}) EXPECT_TRUE(file[text].is_string()) << text;
  EXPECT_LE(file["uid"].get<std::string>().size(), 40U);
  EXPECT_GE(file["schemaVersion"].get<int>(), 36);
  std::set<int> numbers;
  std::set<std::string> variables;
  for (const auto& variable : file["templating"]["list"]) variables.insert(variable["name"]);
  int below = 0;
  for (const auto& panel : file["panels"]) {
    EXPECT_TRUE(numbers.insert(panel["id"].get<int>()).second) << "an id twice";
    const auto& place = panel["gridPos"];
    EXPECT_LE(place["x"].get<int>() + place["w"].get<int>(), 24);
    EXPECT_GE(place["y"].get<int>(), below);
    below = place["y"];
    EXPECT_EQ(panel["datasource"]["uid"], "${source}");
    EXPECT_TRUE(variables.contains("source"));
    std::set<std::string> references;
    for (const auto& target : panel["targets"]) {
      EXPECT_TRUE(references.insert(target["refId"]).second);
      const std::string query = target["expr"];
      if (query.find("$instance") != std::string::npos) {
        EXPECT_TRUE(variables.contains("instance"));
      }
    }
  }
}

}  // namespace
}  // namespace perfdata::fleet::test
