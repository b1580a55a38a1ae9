// What a command's run came to: its totals, and the counters that were sampled while it ran.
#pragma once

#include "monitor/core/display_unit.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/clock.hpp>
#include <perfdata/cook/statistics.hpp>
#include <perfdata/query/counter_path.hpp>

namespace perfdata {

/// The command and everything that it started. Bytes; none of what the system does not tell. A value.
struct run_totals {
  int exit_code = 0;
  std::chrono::duration<double> elapsed{};
  std::chrono::duration<double> user_time{};
  std::chrono::duration<double> kernel_time{};
  std::uint64_t working_set_peak = 0;  ///< of the whole tree at one moment
  double working_set_average = 0;
  std::optional<std::uint64_t> read_bytes{};
  std::optional<std::uint64_t> written_bytes{};
  std::uint64_t faults = 0;
  std::size_t processes = 0;  ///< that were seen; one that lives between two samples is not
};

/// One counter over the run. A value.
struct run_series {
  std::string path{};  ///< with the machine, as rows have it
  monitor::display_unit unit{};
  std::uint32_t object_index = 0;  ///< 0: not known
  std::uint32_t counter_index = 0;
  std::vector<timed_value> samples{};
};

/// A value.
struct measured_run {
  unsigned number = 1;
  std::chrono::sys_time<hundred_ns> start{};
  std::chrono::sys_time<hundred_ns> end{};  ///< the last sample taken
  run_totals totals{};
  std::vector<run_series> series{};
};

/// One number of a run under a counter path. A value.
struct run_figure {
  std::string path{};
  monitor::unit_kind unit{};
  double value = 0;
};

/// The totals as counters of an object "Command", in the words of the Process object: \Command\Elapsed Time …
/// What is not known is not there.
[[nodiscard]] std::vector<run_figure> figures_of(const run_totals& totals);

/// A figure that counts: what is negative or beyond 2^63 is none, and 0.
[[nodiscard]] std::uint64_t whole(double value);

/// Puts a figure back; another path changes nothing.
void set_figure(run_totals& totals, std::string_view path, double value);

/// Whether `pattern` means the counter: object and counter by name with wildcards or by index, the instance
/// as in every path, the machine when the pattern has one.
[[nodiscard]] bool means(const counter_path& pattern, const run_series& series);

}  // namespace perfdata
