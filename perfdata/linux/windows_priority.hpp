// Linux scheduling priorities on Windows' scale of 0 to 31.
#pragma once

#include <algorithm>
#include <cstdint>

#include <perfdata/linux/task_stat.hpp>

namespace perfdata::procfs {

/// Order is kept and so are the scale's two halves: nice 19 … 0 … -20 becomes 2 … 8 … 15, with Windows'
/// normal 8 in the middle.
[[nodiscard]] constexpr std::uint64_t priority_of_nice(std::int64_t nice) noexcept {
  return static_cast<std::uint64_t>(8 - std::clamp<std::int64_t>(nice, -20, 19) * 7 / 20);
}

/// Real-time priorities 1 … 99 become 16 … 31.
[[nodiscard]] constexpr std::uint64_t priority_of_real_time(std::int64_t priority) noexcept {
  return static_cast<std::uint64_t>(16 + (std::clamp<std::int64_t>(priority, 1, 99) - 1) * 15 / 98);
}

/// What the task was given: its policy with nice or real-time priority.
[[nodiscard]] constexpr std::uint64_t base_priority(const task_stat& task) noexcept {
  constexpr std::uint64_t fifo = 1, round_robin = 2, deadline = 6;
  if (task.policy == deadline) return 31;
  if (task.policy == fifo || task.policy == round_robin)
    return priority_of_real_time(static_cast<std::int64_t>(std::min<std::uint64_t>(task.rt_priority, 99)));
  return priority_of_nice(task.nice);
}

/// What the scheduler uses now, inherited priorities included: 20 + nice, or -1 - the real-time priority.
[[nodiscard]] constexpr std::uint64_t current_priority(const task_stat& task) noexcept {
  const auto kernel = std::clamp<std::int64_t>(task.priority, -101, 39);
  return kernel >= 0 ? priority_of_nice(kernel - 20) : priority_of_real_time(-1 - kernel);
}

}  // namespace perfdata::procfs
