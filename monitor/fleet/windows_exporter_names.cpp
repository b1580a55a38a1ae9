#include "monitor/fleet/windows_exporter_names.hpp"

#include <array>
#include <utility>

#include <perfdata/base/ascii.hpp>

namespace perfdata::fleet {
namespace {

using enum metric_kind;
using enum mapped_number;

constexpr double megabyte = 1048576;

constexpr auto mapped = std::to_array<mapped_counter>({
    {"Processor Information", "% Idle Time", "windows_cpu_time", counter, "mode", "idle"},
    {"Processor Information", "% Interrupt Time", "windows_cpu_time", counter, "mode", "interrupt"},
    {"Processor Information", "% DPC Time", "windows_cpu_time", counter, "mode", "dpc"},
    {"Processor Information", "% Privileged Time", "windows_cpu_time", counter, "mode", "privileged"},
    {"Processor Information", "% User Time", "windows_cpu_time", counter, "mode", "user"},
    {"Processor Information", "% C1 Time", "windows_cpu_cstate_seconds", counter, "state", "c1"},
    {"Processor Information", "% C2 Time", "windows_cpu_cstate_seconds", counter, "state", "c2"},
    {"Processor Information", "% C3 Time", "windows_cpu_cstate_seconds", counter, "state", "c3"},
    {"Processor Information", "Interrupts/sec", "windows_cpu_interrupts", counter},
    {"Processor Information", "DPCs Queued/sec", "windows_cpu_dpcs", counter},
    {"Processor", "% Idle Time", "windows_cpu_time", counter, "mode", "idle"},
    {"Processor", "% Interrupt Time", "windows_cpu_time", counter, "mode", "interrupt"},
    {"Processor", "% DPC Time", "windows_cpu_time", counter, "mode", "dpc"},
    {"Processor", "% Privileged Time", "windows_cpu_time", counter, "mode", "privileged"},
    {"Processor", "% User Time", "windows_cpu_time", counter, "mode", "user"},
    {"Processor", "% C1 Time", "windows_cpu_cstate_seconds", counter, "state", "c1"},
    {"Processor", "% C2 Time", "windows_cpu_cstate_seconds", counter, "state", "c2"},
    {"Processor", "% C3 Time", "windows_cpu_cstate_seconds", counter, "state", "c3"},
    {"Processor", "Interrupts/sec", "windows_cpu_interrupts", counter},
    {"Processor", "DPCs Queued/sec", "windows_cpu_dpcs", counter},
    {"Processor Information", "Clock Interrupts/sec", "windows_cpu_clock_interrupts", counter},
    {"Processor Information", "Idle Break Events/sec", "windows_cpu_idle_break_events", counter},
    {"Processor Information", "Parking Status", "windows_cpu_parking_status", gauge},
    {"Processor Information", "Processor Frequency", "windows_cpu_core_frequency_mhz", gauge},
    {"LogicalDisk", "Current Disk Queue Length", "windows_logical_disk_requests_queued", gauge},
    {"LogicalDisk", "Disk Read Bytes/sec", "windows_logical_disk_read_bytes", counter},
    {"LogicalDisk", "Disk Reads/sec", "windows_logical_disk_reads", counter},
    {"LogicalDisk", "Disk Write Bytes/sec", "windows_logical_disk_write_bytes", counter},
    {"LogicalDisk", "Disk Writes/sec", "windows_logical_disk_writes", counter},
    {"LogicalDisk", "% Disk Read Time", "windows_logical_disk_read_seconds", counter},
    {"LogicalDisk", "% Disk Write Time", "windows_logical_disk_write_seconds", counter},
    {"LogicalDisk", "% Idle Time", "windows_logical_disk_idle_seconds", counter},
    {"LogicalDisk", "Split IO/Sec", "windows_logical_disk_split_ios", counter},
    {"LogicalDisk", "Avg. Disk sec/Read", "windows_logical_disk_read_latency_seconds", counter},
    {"LogicalDisk", "Avg. Disk sec/Write", "windows_logical_disk_write_latency_seconds", counter},
    {"LogicalDisk", "Avg. Disk sec/Transfer", "windows_logical_disk_read_write_latency_seconds", counter},
    {"LogicalDisk", "Free Megabytes", "windows_logical_disk_free_bytes", gauge, "", "", megabyte},
    {"LogicalDisk", "% Free Space", "windows_logical_disk_size_bytes", gauge, "", "", megabyte, base},
    {"Memory", "Available Bytes", "windows_memory_available_bytes", gauge},
    {"Memory", "Cache Bytes", "windows_memory_cache_bytes", gauge},
    {"Memory", "Cache Bytes Peak", "windows_memory_cache_bytes_peak", gauge},
    {"Memory", "Cache Faults/sec", "windows_memory_cache_faults", counter},
    {"Memory", "Commit Limit", "windows_memory_commit_limit", gauge},
    {"Memory", "Committed Bytes", "windows_memory_committed_bytes", gauge},
    {"Memory", "Demand Zero Faults/sec", "windows_memory_demand_zero_faults", counter},
    {"Memory", "Free & Zero Page List Bytes", "windows_memory_free_and_zero_page_list_bytes", gauge},
    {"Memory", "Free System Page Table Entries", "windows_memory_free_system_page_table_entries", gauge},
    {"Memory", "Modified Page List Bytes", "windows_memory_modified_page_list_bytes", gauge},
    {"Memory", "Page Faults/sec", "windows_memory_page_faults", counter},
    {"Memory", "Page Reads/sec", "windows_memory_swap_page_reads", counter},
    {"Memory", "Pages Input/sec", "windows_memory_swap_pages_read", counter},
    {"Memory", "Pages Output/sec", "windows_memory_swap_pages_written", counter},
    {"Memory", "Pages/sec", "windows_memory_swap_page_operations", counter},
    {"Memory", "Page Writes/sec", "windows_memory_swap_page_writes", counter},
    {"Memory", "Pool Nonpaged Allocs", "windows_memory_pool_nonpaged_allocs", counter},
    {"Memory", "Pool Nonpaged Bytes", "windows_memory_pool_nonpaged_bytes", gauge},
    {"Memory", "Pool Paged Allocs", "windows_memory_pool_paged_allocs", counter},
    {"Memory", "Pool Paged Bytes", "windows_memory_pool_paged_bytes", gauge},
    {"Memory", "Pool Paged Resident Bytes", "windows_memory_pool_paged_resident_bytes", gauge},
    {"Memory", "Standby Cache Core Bytes", "windows_memory_standby_cache_core_bytes", gauge},
    {"Memory", "Standby Cache Normal Priority Bytes", "windows_memory_standby_cache_normal_priority_bytes",
     gauge},
    {"Memory", "Standby Cache Reserve Bytes", "windows_memory_standby_cache_reserve_bytes", gauge},
    {"Memory", "System Cache Resident Bytes", "windows_memory_system_cache_resident_bytes", gauge},
    {"Memory", "System Code Resident Bytes", "windows_memory_system_code_resident_bytes", gauge},
    {"Memory", "System Code Total Bytes", "windows_memory_system_code_total_bytes", gauge},
    {"Memory", "System Driver Resident Bytes", "windows_memory_system_driver_resident_bytes", gauge},
    {"Memory", "System Driver Total Bytes", "windows_memory_system_driver_total_bytes", gauge},
    {"Memory", "Transition Faults/sec", "windows_memory_transition_faults", counter},
    {"Memory", "Transition Pages RePurposed/sec", "windows_memory_transition_pages_repurposed", counter},
    {"Memory", "Write Copies/sec", "windows_memory_write_copies", counter},
    {"Memory", "Available Bytes", "windows_memory_physical_free_bytes", gauge},
    {"Memory", "Available Bytes", "windows_os_physical_memory_free_bytes", gauge},
    {"Memory", "Commit Limit", "windows_os_virtual_memory_bytes", gauge},
    {"NUMA Node Memory", "Total MBytes", "windows_memory_physical_total_bytes", gauge, "", "", megabyte, sum},
    {"NUMA Node Memory", "Total MBytes", "windows_cs_physical_memory_bytes", gauge, "", "", megabyte, sum},
    {"NUMA Node Memory", "Total MBytes", "windows_os_visible_memory_bytes", gauge, "", "", megabyte, sum},
    {"Network Interface", "Bytes Received/sec", "windows_net_bytes_received", counter},
    {"Network Interface", "Bytes Sent/sec", "windows_net_bytes_sent", counter},
    {"Network Interface", "Bytes Total/sec", "windows_net_bytes", counter},
    {"Network Interface", "Packets Outbound Discarded", "windows_net_packets_outbound_discarded", counter},
    {"Network Interface", "Packets Outbound Errors", "windows_net_packets_outbound_errors", counter},
    {"Network Interface", "Packets Received Discarded", "windows_net_packets_received_discarded", counter},
    {"Network Interface", "Packets Received Errors", "windows_net_packets_received_errors", counter},
    {"Network Interface", "Packets Received/sec", "windows_net_packets_received", counter},
    {"Network Interface", "Packets Received Unknown", "windows_net_packets_received_unknown", counter},
    {"Network Interface", "Packets/sec", "windows_net_packets", counter},
    {"Network Interface", "Packets Sent/sec", "windows_net_packets_sent", counter},
    {"Network Interface", "Output Queue Length", "windows_net_output_queue_length_packets", gauge},
    {"Network Interface", "Current Bandwidth", "windows_net_current_bandwidth_bytes", gauge, "", "", 0.125},
    {"Process", "Elapsed Time", "windows_process_start_time_seconds_timestamp", gauge, "", "", 1, moment},
    {"Process", "Elapsed Time", "windows_process_start_time", gauge, "", "", 1, moment},
    {"Process", "% Privileged Time", "windows_process_cpu_time", counter, "mode", "privileged"},
    {"Process", "% User Time", "windows_process_cpu_time", counter, "mode", "user"},
    {"Process", "IO Read Bytes/sec", "windows_process_io_bytes", counter, "mode", "read"},
    {"Process", "IO Write Bytes/sec", "windows_process_io_bytes", counter, "mode", "write"},
    {"Process", "IO Other Bytes/sec", "windows_process_io_bytes", counter, "mode", "other"},
    {"Process", "IO Read Operations/sec", "windows_process_io_operations", counter, "mode", "read"},
    {"Process", "IO Write Operations/sec", "windows_process_io_operations", counter, "mode", "write"},
    {"Process", "IO Other Operations/sec", "windows_process_io_operations", counter, "mode", "other"},
    {"Process", "Pool Paged Bytes", "windows_process_pool_bytes", gauge, "pool", "paged"},
    {"Process", "Pool Nonpaged Bytes", "windows_process_pool_bytes", gauge, "pool", "nonpaged"},
    {"Process", "Page Faults/sec", "windows_process_page_faults", counter},
    {"Process", "Handle Count", "windows_process_handles", gauge},
    {"Process", "Page File Bytes", "windows_process_page_file_bytes", gauge},
    {"Process", "Priority Base", "windows_process_priority_base", gauge},
    {"Process", "Private Bytes", "windows_process_private_bytes", gauge},
    {"Process", "Thread Count", "windows_process_threads", gauge},
    {"Process", "Virtual Bytes", "windows_process_virtual_bytes", gauge},
    {"Process", "Working Set", "windows_process_working_set_bytes", gauge},
    {"Process", "Working Set Peak", "windows_process_working_set_peak_bytes", gauge},
    {"Process", "Working Set - Private", "windows_process_working_set_private_bytes", gauge},
    {"System", "Context Switches/sec", "windows_system_context_switches", counter},
    {"System", "Exception Dispatches/sec", "windows_system_exception_dispatches", counter},
    {"System", "System Calls/sec", "windows_system_system_calls", counter},
    {"System", "Processor Queue Length", "windows_system_processor_queue_length", gauge},
    {"System", "Processes", "windows_system_processes", gauge},
    {"System", "Processes", "windows_os_processes", gauge},
    {"System", "Threads", "windows_system_threads", gauge},
    {"System", "System Up Time", "windows_system_boot_time_timestamp", gauge, "", "", 1, moment},
    {"System", "System Up Time", "windows_system_system_up_time", gauge, "", "", 1, moment},
    {"System", "System Up Time", "windows_system_boot_time_timestamp_seconds", gauge, "", "", 1, moment},
});

constexpr auto labels = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"Processor Information", "core"},
    {"Processor", "core"},
    {"LogicalDisk", "volume"},
    {"NUMA Node Memory", "node"},
    {"Network Interface", "nic"},
    {"Process", "process"},
    {"Memory", "memory"},
    {"System", "system"},
});

}  // namespace

std::span<const mapped_counter> windows_exporter_counters() noexcept {
  return mapped;
}

std::string_view windows_exporter_label(std::string_view object) noexcept {
  for (const auto& [name, label] : labels)
    if (equals_ignoring_case(name, object)) return label;
  return {};
}

}  // namespace perfdata::fleet
