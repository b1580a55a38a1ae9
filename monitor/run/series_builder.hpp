// Rows, sample by sample, become series.
#pragma once

#include "monitor/run/measured_run.hpp"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include <perfdata/collect/collector.hpp>

namespace perfdata {

/// A value.
class series_builder {
 public:
  /// One row more. O(1) but for its path.
  void add(const row& shown, std::chrono::sys_time<hundred_ns> time);

  /// In the order in which they first came.
  [[nodiscard]] std::vector<run_series> take() { return std::move(series_); }

 private:
  std::vector<run_series> series_;
  std::unordered_map<std::string, std::size_t> positions_;
};

}  // namespace perfdata
