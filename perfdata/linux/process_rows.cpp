#include <perfdata/linux/process_rows.hpp>
#include <perfdata/linux/windows_priority.hpp>

namespace perfdata::procfs {
namespace {

process_row idle_row(std::span<const cpu_times> cpus, std::int64_t boot) {
  process_row row{.name = "Idle", .threads = cpus.size(), .start = static_cast<std::uint64_t>(boot)};
  for (const auto& cpu : cpus) row.kernel_time += cpu.idle;
  return row;
}

process_row row_of(const process_entry& process, std::int64_t boot) {
  return {.name = process.name,
          .id = process.id,
          .parent = process.stat.parent,
          .user_time = process.stat.user_time,
          .kernel_time = process.stat.kernel_time,
          .faults = process.stat.faults,
          .threads = process.stat.threads,
          .base_priority = base_priority(process.stat),
          .start = static_cast<std::uint64_t>(boot) + process.stat.start,
          .virtual_peak = process.virtual_peak,
          .virtual_size = process.virtual_size,
          .resident_peak = process.resident_peak,
          .resident = process.resident,
          .resident_private = process.resident_private,
          .committed = process.committed,
          .handles = process.handles,
          .read_calls = process.read_calls,
          .write_calls = process.write_calls,
          .read_bytes = process.read_bytes,
          .written_bytes = process.written_bytes};
}

thread_row idle_thread(const cpu_times& cpu, std::uint32_t number, std::int64_t boot) {
  return {.number = number,
          .kernel_time = cpu.idle,
          .start = static_cast<std::uint64_t>(boot),
          .state = windows_thread_state('R')};
}

}  // namespace

std::vector<process_row> make_process_rows(std::span<const process_entry> processes,
                                           std::span<const cpu_times> cpus, std::int64_t boot) {
  std::vector<process_row> rows;
  rows.reserve(processes.size() + 1);
  rows.push_back(idle_row(cpus, boot));
  for (const auto& process : processes) rows.push_back(row_of(process, boot));
  return rows;
}

std::vector<thread_row> make_thread_rows(const process_table& table, std::span<const cpu_times> cpus,
                                         std::int64_t boot) {
  std::vector<thread_row> rows;
  rows.reserve(table.threads().size() + cpus.size());
  for (const auto& cpu : cpus)
    rows.push_back(idle_thread(cpu, static_cast<std::uint32_t>(rows.size()), boot));
  for (const auto& thread : table.threads())
    rows.push_back({.process = thread.process + 1,  // Idle is in front
                    .number = thread.number,
                    .id = thread.id,
                    .process_id = table.processes()[thread.process].id,
                    .user_time = thread.stat.user_time,
                    .kernel_time = thread.stat.kernel_time,
                    .start = static_cast<std::uint64_t>(boot) + thread.stat.start,
                    .base_priority = base_priority(thread.stat),
                    .current_priority = current_priority(thread.stat),
                    .state = windows_thread_state(thread.stat.state),
                    .switches = thread.switches});
  return rows;
}

std::uint64_t windows_thread_state(char state) noexcept {
  switch (state) {
    case 'R': return 2;
    case 'Z':
    case 'X':
    case 'x': return 4;
    case 'S':
    case 'D':
    case 'T':
    case 't':
    case 'I':
    case 'P': return 5;
    default: return 7;
  }
}

}  // namespace perfdata::procfs
