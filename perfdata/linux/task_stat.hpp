// /proc/PID/stat and /proc/PID/task/TID/stat: one line about a process or a thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace perfdata::procfs {

/// Times in 100 ns.
struct task_stat {
  std::string_view name{};  ///< any bytes, at most 15 for user processes; into the parsed text
  char state = 0;           ///< proc(5): R S D Z T t X I …
  std::uint32_t parent = 0;
  std::uint64_t faults = 0;  ///< minor and major
  std::uint64_t user_time = 0;
  std::uint64_t kernel_time = 0;
  std::uint64_t threads = 0;
  std::uint64_t start = 0;        ///< since the machine started
  std::int64_t priority = 0;      ///< the kernel's own scale, see windows_priority
  std::int64_t nice = 0;          ///< -20 to 19
  std::uint64_t rt_priority = 0;  ///< 1 to 99 for the real-time policies, else 0
  std::uint64_t policy = 0;       ///< SCHED_…
};

/// Nothing when the line is damaged or cut. The name is what lies between the first and the last parenthesis:
/// it may hold blanks, line ends and parentheses itself.
[[nodiscard]] std::optional<task_stat> parse_task_stat(std::string_view stat) noexcept;

}  // namespace perfdata::procfs
