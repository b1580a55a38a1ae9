// Runs as sets of values that can be compared.
#pragma once

#include "monitor/run/measured_run.hpp"

#include <cstdint>
#include <span>
#include <vector>

#include <perfdata/compare/comparison.hpp>

namespace perfdata {

/// What counts as one observation.
enum class observation : std::uint8_t {
  run,     ///< a counter's average over a run: runs are independent of each other
  sample,  ///< every sample, where there is only one run; neighbours resemble each other, so a p is too small
};

/// Runs, unless both sides have one run only.
[[nodiscard]] observation observation_for(std::size_t base_runs, std::size_t newer_runs) noexcept;

/// Every counter of the runs with its observations, and the totals as \Command\…, one a run. The machine is
/// left out of the paths when they all have the same, so that runs of two machines can be compared.
[[nodiscard]] std::vector<counter_values> values_of(std::span<const measured_run> runs, observation each);

}  // namespace perfdata
