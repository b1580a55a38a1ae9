#include "monitor/fleet/windows_exporter_metrics.hpp"

#include "monitor/fleet/windows_exporter_names.hpp"
#include "tests/monitor/fleet/fleet_scene.hpp"

#include <algorithm>
#include <array>
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
  EXPECT_EQ(find(out, "windows_process_cpu_time_total",
                 {{"process", "sqlservr"}, {"process_id", "7"}, {"mode", "user"}}),
            3.0);
  EXPECT_EQ(find(out, "windows_process_info",
                 {{"process", "sqlservr"}, {"process_id", "7"}, {"creating_process_id", "4"}}),
            1.0);
  EXPECT_EQ(find(out, "windows_os_hostname", {{"hostname", "HOST"}, {"fqdn", "HOST"}}), 1.0);
}

// What windows_exporter 0.31 exports for cpu, logical_disk, memory, net, os, process and system: the metric
// tables of its docs/collector.*.md, and the lists of what installed ones answer.
constexpr auto exported = std::to_array<std::string_view>({
    "windows_cpu_clock_interrupts_total",
    "windows_cpu_core_frequency_mhz",
    "windows_cpu_cstate_seconds_total",
    "windows_cpu_dpcs_total",
    "windows_cpu_idle_break_events_total",
    "windows_cpu_interrupts_total",
    "windows_cpu_logical_processor",
    "windows_cpu_parking_status",
    "windows_cpu_processor_mperf_total",
    "windows_cpu_processor_performance_total",
    "windows_cpu_processor_privileged_utility_total",
    "windows_cpu_processor_rtc_total",
    "windows_cpu_processor_utility_total",
    "windows_cpu_time_total",
    "windows_logical_disk_avg_read_requests_queued",
    "windows_logical_disk_avg_write_requests_queued",
    "windows_logical_disk_free_bytes",
    "windows_logical_disk_idle_seconds_total",
    "windows_logical_disk_info",
    "windows_logical_disk_read_bytes_total",
    "windows_logical_disk_read_latency_seconds_total",
    "windows_logical_disk_read_seconds_total",
    "windows_logical_disk_read_write_latency_seconds_total",
    "windows_logical_disk_reads_total",
    "windows_logical_disk_requests_queued",
    "windows_logical_disk_size_bytes",
    "windows_logical_disk_split_ios_total",
    "windows_logical_disk_write_bytes_total",
    "windows_logical_disk_write_latency_seconds_total",
    "windows_logical_disk_write_seconds_total",
    "windows_logical_disk_writes_total",
    "windows_memory_available_bytes",
    "windows_memory_cache_bytes",
    "windows_memory_cache_bytes_peak",
    "windows_memory_cache_faults_total",
    "windows_memory_commit_limit",
    "windows_memory_committed_bytes",
    "windows_memory_demand_zero_faults_total",
    "windows_memory_free_and_zero_page_list_bytes",
    "windows_memory_free_system_page_table_entries",
    "windows_memory_modified_page_list_bytes",
    "windows_memory_page_faults_total",
    "windows_memory_physical_free_bytes",
    "windows_memory_physical_total_bytes",
    "windows_memory_pool_nonpaged_allocs_total",
    "windows_memory_pool_nonpaged_bytes",
    "windows_memory_pool_paged_allocs_total",
    "windows_memory_pool_paged_bytes",
    "windows_memory_pool_paged_resident_bytes",
    "windows_memory_process_memory_limit_bytes",
    "windows_memory_standby_cache_core_bytes",
    "windows_memory_standby_cache_normal_priority_bytes",
    "windows_memory_standby_cache_reserve_bytes",
    "windows_memory_swap_page_operations_total",
    "windows_memory_swap_page_reads_total",
    "windows_memory_swap_page_writes_total",
    "windows_memory_swap_pages_read_total",
    "windows_memory_swap_pages_written_total",
    "windows_memory_system_cache_resident_bytes",
    "windows_memory_system_code_resident_bytes",
    "windows_memory_system_code_total_bytes",
    "windows_memory_system_driver_resident_bytes",
    "windows_memory_system_driver_total_bytes",
    "windows_memory_transition_faults_total",
    "windows_memory_transition_pages_repurposed_total",
    "windows_memory_write_copies_total",
    "windows_net_bytes_received_total",
    "windows_net_bytes_sent_total",
    "windows_net_bytes_total",
    "windows_net_current_bandwidth_bytes",
    "windows_net_nic_address_info",
    "windows_net_nic_info",
    "windows_net_nic_operation_status",
    "windows_net_output_queue_length_packets",
    "windows_net_packets_outbound_discarded_total",
    "windows_net_packets_outbound_errors_total",
    "windows_net_packets_received_discarded_total",
    "windows_net_packets_received_errors_total",
    "windows_net_packets_received_total",
    "windows_net_packets_received_unknown_total",
    "windows_net_packets_sent_total",
    "windows_net_packets_total",
    "windows_os_hostname",
    "windows_os_info",
    "windows_process_cpu_time_total",
    "windows_process_handles",
    "windows_process_info",
    "windows_process_io_bytes_total",
    "windows_process_io_operations_total",
    "windows_process_page_faults_total",
    "windows_process_page_file_bytes",
    "windows_process_pool_bytes",
    "windows_process_priority_base",
    "windows_process_private_bytes",
    "windows_process_start_time_seconds_timestamp",
    "windows_process_threads",
    "windows_process_virtual_bytes",
    "windows_process_working_set_bytes",
    "windows_process_working_set_peak_bytes",
    "windows_process_working_set_private_bytes",
    "windows_system_boot_time_timestamp",
    "windows_system_context_switches_total",
    "windows_system_exception_dispatches_total",
    "windows_system_processes",
    "windows_system_processes_limit",
    "windows_system_processor_queue_length",
    "windows_system_system_calls_total",
    "windows_system_threads",
});

// No performance counter says these, or none that Prometheus could take a rate of.
constexpr auto not_counted = std::to_array<std::string_view>({
    "windows_cpu_processor_mperf_total",               // a base of 32 bits that wraps often
    "windows_cpu_processor_performance_total",         // means nothing without the one above
    "windows_cpu_processor_privileged_utility_total",  // nor this without the next
    "windows_cpu_processor_rtc_total",                 // as mperf
    "windows_cpu_processor_utility_total",
    "windows_logical_disk_avg_read_requests_queued",  // they call a sum that only grows an average
    "windows_logical_disk_avg_write_requests_queued",
    "windows_logical_disk_info",
    "windows_memory_process_memory_limit_bytes",
    "windows_net_nic_address_info",
    "windows_net_nic_info",
    "windows_net_nic_operation_status",
    "windows_os_info",
    "windows_system_processes_limit",
});

// From the machine, not from one counter.
constexpr auto told_otherwise = std::to_array<std::string_view>(
    {"windows_cpu_logical_processor", "windows_os_hostname", "windows_process_info"});

TEST(WindowsExporterTable, HasWhatWindowsExporterExportsOrAReasonWhyNot) {
  std::set<std::string> ours(told_otherwise.begin(), told_otherwise.end());
  for (const auto& each : windows_exporter_counters())
    ours.insert(std::string(each.family) + (each.kind == metric_kind::counter ? "_total" : ""));
  for (const auto name : exported)
    EXPECT_NE(ours.contains(std::string(name)), std::ranges::find(not_counted, name) != not_counted.end())
        << name;
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
