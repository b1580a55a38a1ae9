// The loop of samples 3 and 5: whatever the source is, collecting from it is the same.
#pragma once

#include <chrono>
#include <fmt/format.h>
#include <thread>

#include <perfdata/collect/collector.hpp>

/// Collects the counters `samples` times, `interval` apart, and prints a row for each value.
inline perfdata::result<void> watch(perfdata::counter_source& source,
                                    std::vector<perfdata::counter_path> paths, int samples,
                                    std::chrono::milliseconds interval) {
  auto names = perfdata::read_names(source);
  if (!names) return perfdata::failure(names.error());
  perfdata::collector collector(source, std::move(*names));
  if (auto selected = collector.select(std::move(paths)); !selected) return selected;
  auto next = std::chrono::steady_clock::now();
  for (int i = 0; i < samples; ++i) {
    std::this_thread::sleep_until(next);
    next += interval;
    const auto collected = collector.collect();
    if (!collected) return perfdata::failure(collected.error());
    for (const auto& row : (*collected)->rows) {
      if (row.cooked.value)
        fmt::print("{} = {:.3f}\n", row.path, *row.cooked.value);
      else
        fmt::print("{} - {}\n", row.path, to_string(row.cooked.status));  // the first time: "first sample"
    }
  }
  return {};
}
