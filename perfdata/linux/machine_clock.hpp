// The three clocks of a block, read at one moment.
#pragma once

#include <cstdint>

namespace perfdata::procfs {

/// The kernel's clocks in nanoseconds.
struct clock_instants {
  std::int64_t monotonic = 0;
  std::int64_t real = 0;        ///< since 1970
  std::int64_t since_boot = 0;  ///< counts while the machine sleeps too, as process start times do
};

/// CLOCK_MONOTONIC, CLOCK_REALTIME and CLOCK_BOOTTIME, one right after the other.
[[nodiscard]] clock_instants read_kernel_clocks() noexcept;

/// Ticks a second of PerfTime: 10 MHz, which is what Windows has reported since Windows 10 1809 and finer
/// than anything /proc counts in; a tick is then 100 ns, the unit of the timers.
inline constexpr std::int64_t perf_frequency = 10'000'000;

/// One moment in the units of the format. A value.
struct clock_reading {
  std::int64_t perf_time = 0;  ///< ticks of `perf_frequency`
  std::int64_t filetime = 0;   ///< now
  std::int64_t boot = 0;       ///< FILETIME at which the machine started
};

/// Reads the clocks and holds the boot time still: start times must be equal from sample to sample, because
/// people tell processes apart by them. A clock that was set moves it. A value.
class machine_clock {
 public:
  using instants = clock_instants (*)() noexcept;

  explicit machine_clock(instants source) noexcept : source_(source) {}

  [[nodiscard]] clock_reading read() noexcept;

 private:
  instants source_;
  std::int64_t boot_ = 0;
};

}  // namespace perfdata::procfs
