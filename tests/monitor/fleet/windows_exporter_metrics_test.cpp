#include "monitor/fleet/windows_exporter_metrics.hpp"

#include "monitor/fleet/windows_exporter_names.hpp"
#include "tests/monitor/fleet/fleet_scene.hpp"

#include <gtest/gtest.h>
#include <set>

#include <perfdata/names/base_names.hpp>

namespace perfdata::fleet {
namespace {

using namespace test;

constexpr std::int64_t unix_epoch = 116'444'736'000'000'000;

class WindowsExporterNames : public ::testing::Test {
 protected:
  void SetUp() override {
    title_table_builder titles;
    for (const auto& [index, text] :
         std::initializer_list<std::pair<std::uint32_t, const char*>>{{2, "System"},
                                                                      {674, "System Up Time"},
                                                                      {230, "Process"},
                                                                      {142, "% User Time"},
                                                                      {784, "ID Process"},
                                                                      {1410, "Creating Process ID"},
                                                                      {236, "LogicalDisk"},
                                                                      {408, "% Free Space"},
                                                                      {238, "Processor"},
                                                                      {1746, "% Idle Time"}})
      titles.add(index, text);
    names.counters = *title_table::parse(titles.finish());
    block_builder builder({.system_name = "HOST",
                           .perf_time = 900,
                           .perf_freq = 10,
                           .perf_time_100ns = unix_epoch + 5000 * 10'000'000LL});
    auto system =
        builder.add_object({.title_index = 2, .has_instances = false, .perf_time = 900, .perf_freq = 10});
    const auto up = system.add_counter({.title_index = 674, .type = counter_type::elapsed_time});
    system.only_instance().set(up, 500);  // 40 s ago
    auto process = builder.add_object({.title_index = 230});
    const auto user = process.add_counter({.title_index = 142, .type = counter_type::timer_100ns});
    const auto id = process.add_counter({.title_index = 784, .type = counter_type::rawcount});
    const auto parent = process.add_counter({.title_index = 1410, .type = counter_type::rawcount});
    auto row = process.add_instance("sqlservr");
    row.set(user, 30'000'000);
    row.set(id, 7);
    row.set(parent, 4);
    auto disk = builder.add_object({.title_index = 236});
    const auto space = disk.add_counter({.title_index = 408, .type = counter_type::raw_fraction});
    const auto all = disk.add_counter({.title_index = 408, .type = counter_type::raw_base});
    auto drive = disk.add_instance("C:");
    drive.set(space, 25);
    drive.set(all, 100);
    auto processor = builder.add_object({.title_index = 238});
    const auto idle = processor.add_counter({.title_index = 1746, .type = counter_type::timer_100ns});
    processor.add_instance("0").set(idle, 10'000'000);
    processor.add_instance("_Total").set(idle, 10'000'000);
    bytes = builder.finish();
    for (const char* object : {"System", "Process", "LogicalDisk", "Processor"})
      settings.objects.push_back({.object = object});
    const auto block = data_block::parse(bytes);
    out = windows_exporter_metrics(*block, names, plan_probe(settings, names), settings).metrics;
  }

  source_names names;
  byte_buffer bytes;
  module_settings settings;
  metric_set out;
};

TEST_F(WindowsExporterNames, AnswerItsDashboardsQueries) {
  EXPECT_EQ(find(out, "windows_cpu_time_total", {{"core", "0"}, {"mode", "idle"}}), 1.0);
  EXPECT_EQ(find(out, "windows_cs_logical_processors"), 1.0);
  EXPECT_EQ(find(out, "windows_logical_disk_size_bytes", {{"volume", "C:"}}), 100.0 * 1048576);
  EXPECT_EQ(find(out, "windows_system_system_up_time"), 4960.0);
  EXPECT_EQ(find(out, "windows_os_time"), 5000.0);
  EXPECT_EQ(
      find(out, "windows_process_cpu_time_total",
           {{"process", "sqlservr"}, {"process_id", "7"}, {"creating_process_id", "4"}, {"mode", "user"}}),
      3.0);
}

TEST(WindowsExporterTable, NamesCountersOfWindowsAndNoneTwice) {
  std::set<std::string> known;
  for (const auto& each : base_names()) known.insert(std::string(each.text));
  std::set<std::string> seen;
  for (const auto& each : windows_exporter_counters()) {
    EXPECT_FALSE(windows_exporter_label(each.object).empty()) << each.object;
    EXPECT_TRUE(
        seen.insert(std::string(each.object) + std::string(each.family) + std::string(each.label_value))
            .second)
        << each.family;
    EXPECT_FALSE(each.family.ends_with("_total")) << each.family;
    if (each.object == "Memory" || each.object == "LogicalDisk" || each.object == "Network Interface") {
      EXPECT_TRUE(known.contains(std::string(each.counter))) << each.counter;
    }
  }
}

}  // namespace
}  // namespace perfdata::fleet
