// What /proc/stat, /proc/interrupts and /proc/softirqs tell about the processors.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <perfdata/linux/field_cursor.hpp>

namespace perfdata::procfs {

/// One online processor. Times in 100 ns since the machine started.
struct cpu_times {
  std::uint32_t number = 0;
  std::uint64_t user = 0;    ///< with nice, and with the time given to guests
  std::uint64_t kernel = 0;  ///< interrupts included, as Windows' privileged time has them
  std::uint64_t hard_irq = 0;
  std::uint64_t soft_irq = 0;
  std::uint64_t idle = 0;  ///< waiting for I/O included: nothing runs then
  reading interrupts{};    ///< since the start
  reading soft_irqs{};     ///< since the start
};

/// The processors, and what /proc/stat counts beside them.
struct cpu_reading {
  std::vector<cpu_times> cpus{};
  reading context_switches{};
  reading runnable{};  ///< tasks that run or could run now
};

/// /proc/stat. `to` is overwritten; damaged lines are left out.
void parse_cpu_times(std::string_view stat, cpu_reading& to);

/// Adds up the columns of /proc/interrupts or /proc/softirqs, whose first line names the processors, into
/// `member` of each processor that has a column.
void add_up_columns(std::string_view table, std::vector<cpu_times>& cpus, reading cpu_times::*member);

}  // namespace perfdata::procfs
