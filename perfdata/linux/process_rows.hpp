// The rows of Process and Thread: what /proc tells, and Idle, which Windows lists first and Linux has no
// folder for.
#pragma once

#include <span>
#include <string_view>

#include <perfdata/linux/cpu_times.hpp>
#include <perfdata/linux/process_table.hpp>

namespace perfdata::procfs {

/// Raw values of a process, or of Idle. A value; must not outlive the table.
struct process_row {
  std::string_view name{};
  std::uint32_t id = 0;
  std::uint32_t parent = 0;
  std::uint64_t user_time = 0;
  std::uint64_t kernel_time = 0;
  std::uint64_t faults = 0;
  std::uint64_t threads = 0;
  std::uint64_t base_priority = 0;
  std::uint64_t start = 0;  ///< FILETIME
  reading virtual_peak{0};
  reading virtual_size{0};
  reading resident_peak{0};
  reading resident{0};
  reading resident_private{0};
  reading committed{0};
  reading handles{0};
  reading read_calls{0};
  reading write_calls{0};
  reading read_bytes{0};
  reading written_bytes{0};
};

/// Raw values of a thread, or of a processor's idle thread.
struct thread_row {
  std::uint32_t process = 0;  ///< position among the Process instances
  std::uint32_t number = 0;   ///< within the process: the instance's name
  std::uint32_t id = 0;
  std::uint32_t process_id = 0;
  std::uint64_t user_time = 0;
  std::uint64_t kernel_time = 0;
  std::uint64_t start = 0;  ///< FILETIME
  std::uint64_t base_priority = 0;
  std::uint64_t current_priority = 0;
  std::uint64_t state = 0;  ///< Windows' number
  reading switches{0};
};

/// Idle, then every process. `boot`: the FILETIME at which the machine started.
[[nodiscard]] std::vector<process_row> make_process_rows(std::span<const process_entry> processes,
                                                         std::span<const cpu_times> cpus, std::int64_t boot);

/// One idle thread a processor, then the threads of each process.
[[nodiscard]] std::vector<thread_row> make_thread_rows(const process_table& table,
                                                       std::span<const cpu_times> cpus, std::int64_t boot);

/// proc(5)'s letter as Windows' Thread State: 2 running (or ready: Linux does not tell them apart),
/// 4 terminated, 5 waiting, 7 unknown.
[[nodiscard]] std::uint64_t windows_thread_state(char state) noexcept;

}  // namespace perfdata::procfs
