#include "monitor/fleet/block_metrics.hpp"

#include "tests/monitor/fleet/fleet_scene.hpp"

#include <gtest/gtest.h>
#include <set>
#include <tests/support/blob_scenes.hpp>

namespace perfdata::fleet {
namespace {

using namespace test;

source_names scene_names() {
  return {.counters = *title_table::parse(machine_names()), .helps = *title_table::parse(machine_helps())};
}

block_metrics metrics(const module_settings& settings, std::int64_t seconds = 8,
                      std::optional<std::int64_t> before = {}) {
  const std::vector<std::uint32_t> all{4, 230, 238};
  const auto bytes = machine_block(seconds, all);
  const auto older = machine_block(before.value_or(0), all);
  const auto block = data_block::parse(bytes);
  const auto block_before = data_block::parse(older);
  const auto names = scene_names();
  return metrics_of_block(*block, before ? &*block_before : nullptr, names, plan_probe(settings, names),
                          settings);
}

TEST(BlockMetrics, CountInverseTimersInSeconds) {
  const auto out = metrics(three_objects()).metrics;
  EXPECT_EQ(find(out, "perfdata_processor_processor_time_inverse_seconds_total", {{"processor", "1"}}), 2.0);
  EXPECT_EQ(find(out, "perfdata_clock_seconds_total", {{"clock", "perf"}}), 108.0);
}

TEST(BlockMetrics, TellNamesakesApartByTheirIds) {
  const auto out = metrics(three_objects()).metrics;
  EXPECT_EQ(find(out, "perfdata_process_working_set_bytes", {{"process", "svchost"}, {"pid", "44"}}),
            44000.0);
}

TEST(BlockMetrics, AreInBaseUnits) {
  EXPECT_EQ(find(metrics(three_objects()).metrics, "perfdata_memory_available_mbytes_bytes"), 3.0 * 1048576);
}

TEST(BlockMetrics, LeaveTotalsOutUnlessTheyAreWanted) {
  auto settings = three_objects();
  const label_set total{{"processor", "_Total"}};
  constexpr const char* name = "perfdata_processor_processor_time_inverse_seconds_total";
  EXPECT_FALSE(find(metrics(settings).metrics, name, total));
  settings.totals = true;
  EXPECT_TRUE(find(metrics(settings).metrics, name, total));
}

TEST(BlockMetrics, TakeTheInstancesAndCountersThatAreWanted) {
  auto settings = three_objects();
  settings.objects = {{.object = "processor", .counters = {"% Proc*"}, .exclude = {"0"}},
                      {.object = "Process", .counters = {"784"}}};
  const auto out = metrics(settings).metrics;
  EXPECT_FALSE(find(out, "perfdata_processor_processor_time_inverse_seconds_total", {{"processor", "0"}}));
  EXPECT_TRUE(find(out, "perfdata_processor_processor_time_inverse_seconds_total", {{"processor", "1"}}));
  EXPECT_FALSE(find(out, "perfdata_process_working_set_bytes", {{"process", "svchost"}, {"pid", "44"}}));
  EXPECT_TRUE(find(out, "perfdata_process_id_process", {{"process", "svchost"}, {"pid", "44"}}));
}

TEST(BlockMetrics, ShowWhatPerfMonShowsOnRequest) {
  auto settings = three_objects();
  settings.cooked = true;
  const auto out = metrics(settings, 8, 4).metrics;
  EXPECT_EQ(find(out, "perfdata_processor_processor_time_ratio", {{"processor", "0"}}), 0.75);
}

TEST(BlockMetrics, SayWhatACounterMeans) {
  const auto out = metrics(three_objects()).metrics;
  const auto family = std::ranges::find(out.families, "perfdata_processor_processor_time_inverse_seconds",
                                        &metric_family::name);
  ASSERT_NE(family, out.families.end());
  EXPECT_EQ(family->help, R"(Processor\% Processor Time, time that was not spent: How busy.)");
}

TEST(BlockMetrics, StopAtTheLimitAndCountWhatIsCut) {
  auto settings = three_objects();
  settings.max_series = 3;
  const auto out = metrics(settings);
  EXPECT_EQ(out.series_cut, 5U) << "those of Processor fit, those of Process and Memory do not";
  EXPECT_FALSE(
      find(out.metrics, "perfdata_process_working_set_bytes", {{"process", "svchost"}, {"pid", "44"}}));
}

TEST(BlockMetrics, NameAnObjectThatIsNotThere) {
  auto settings = three_objects();
  settings.objects.push_back({.object = "SQLServer:Databases"});
  EXPECT_EQ(plan_probe(settings, scene_names()).missing, std::vector<std::string>{"SQLServer:Databases"});
}

TEST(BlockMetrics, TrimmedNamesAreThoseThatAScrapeNeeds) {
  const auto bytes = machine_block(1, {238});
  const auto block = data_block::parse(bytes);
  const auto names = scene_names();
  const auto trimmed = trim_names(names, *block, plan_probe(three_objects(), names));
  EXPECT_EQ(trimmed.counters.find(6), "% Processor Time");
  EXPECT_EQ(trimmed.counters.find(4), "Memory");
  EXPECT_EQ(trimmed.counters.find(5000), "");
  EXPECT_EQ(trimmed.helps.find(7), "How busy.");
  EXPECT_TRUE(names_everything(trimmed, *block));
}

// Prometheus drops a whole scrape for one series that comes twice.
TEST(BlockMetrics, HaveNoSeriesTwiceWhateverTheBlockSays) {
  auto scenes = perfdata::test::sound_scenes();
  for (auto& odd : perfdata::test::odd_scenes()) scenes.push_back(std::move(odd));
  block_builder twins({.system_name = "TWINS", .perf_freq = 1});
  for (int copies = 0; copies < 2; ++copies) {
    auto object = twins.add_object({.title_index = 230});
    for (const std::uint32_t index : {180U, 180U, 784U, 9000U, 9001U})
      (void)object.add_counter({.title_index = index, .type = counter_type::rawcount});
    for (const char* name : {"a", "a", "a#1", "", ""}) (void)object.add_instance(name);
  }
  scenes.push_back({"twins", twins.finish()});
  for (const auto& scene : scenes) {
    const auto block = data_block::parse(scene.bytes);
    ASSERT_TRUE(block) << scene.name;
    module_settings settings{.totals = true};
    settings.cooked = true;
    for (const object_type object : block->objects())
      settings.objects.push_back({.object = std::to_string(object.title_index())});
    const auto out = metrics_of_block(*block, &*block, {}, plan_probe(settings, {}), settings).metrics;
    std::set<std::string> families;
    for (const auto& family : out.families) {
      EXPECT_TRUE(families.insert(family.name).second) << scene.name << " " << family.name;
      std::set<std::string> series;
      for (const auto& point : family.points) {
        std::string key;
        for (const auto& label : out.labels[point.labels]) key += label.name + "=" + label.value + "\n";
        EXPECT_TRUE(series.insert(key).second) << scene.name << " " << family.name << " " << key;
      }
    }
  }
}

// Names come from the other machine.
TEST(BlockMetrics, AreValidWhateverAnObjectIsCalled) {
  title_table_builder titles;
  titles.add(100, "Answer");
  titles.add(102, "Bytes");
  titles.add(200, "3 Dragons");
  titles.add(300, "Fleet Targets");
  titles.add(400, "PID");
  const source_names names{.counters = *title_table::parse(titles.finish())};
  block_builder builder({.system_name = "HOSTILE", .perf_freq = 1});
  module_settings settings;
  for (const std::uint32_t index : {100U, 200U, 300U, 400U}) {
    auto object = builder.add_object({.title_index = index});
    (void)object.add_counter({.title_index = 102, .type = counter_type::large_rawcount});
    (void)object.add_counter({.title_index = 784, .type = counter_type::rawcount});
    (void)object.add_instance("x");
    settings.objects.push_back({.object = std::to_string(index)});
  }
  const auto bytes = builder.finish();
  const auto block = data_block::parse(bytes);
  const auto out = metrics_of_block(*block, nullptr, names, plan_probe(settings, names), settings).metrics;
  EXPECT_TRUE(find(out, "perfdata_object_answer_102_bytes", {{"answer", "x"}, {"pid", "0"}}));
  EXPECT_TRUE(find(out, "perfdata_3_dragons_bytes", {{"object_3_dragons", "x"}, {"pid", "0"}}));
  EXPECT_TRUE(find(out, "perfdata_object_fleet_targets_102_bytes", {{"fleet_targets", "x"}, {"pid", "0"}}));
  EXPECT_TRUE(find(out, "perfdata_pid_bytes", {{"pid_name", "x"}, {"pid", "0"}}));
}

}  // namespace
}  // namespace perfdata::fleet
