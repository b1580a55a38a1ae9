#include <ctime>

#include <perfdata/base/clock.hpp>
#include <perfdata/linux/machine_clock.hpp>

namespace perfdata::procfs {
namespace {

std::int64_t nanoseconds(clockid_t clock) noexcept {
  timespec time{};
  ::clock_gettime(clock, &time);
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

clock_instants read_kernel_clocks() noexcept {
  return {.monotonic = nanoseconds(CLOCK_MONOTONIC),
          .real = nanoseconds(CLOCK_REALTIME),
          .since_boot = nanoseconds(CLOCK_BOOTTIME)};
}

clock_reading machine_clock::read() noexcept {
  const auto now = source_();
  const auto filetime = filetime_of_unix_epoch.count() + now.real / 100;
  const auto boot = filetime - now.since_boot / 100;
  // Between two reads of the clocks lies some jitter; half a second is a clock that was set.
  constexpr std::int64_t half_a_second = 5'000'000;
  const auto moved = boot - boot_;
  if (moved > half_a_second || moved < -half_a_second) boot_ = boot;
  return {.perf_time = now.monotonic / (1'000'000'000 / perf_frequency), .filetime = filetime, .boot = boot_};
}

}  // namespace perfdata::procfs
