// A machine's answer becomes metrics.
#pragma once

#include "monitor/fleet/metric.hpp"
#include "monitor/fleet/probe_plan.hpp"

#include <perfdata/view/data_block.hpp>

namespace perfdata::fleet {

/// What an answer came to. A value.
struct block_metrics {
  metric_set metrics{};
  std::size_t series_cut = 0;  ///< that did not fit under module_settings::max_series
};

/// perfdata_<object>_<counter>_<unit>, the numbers as counter_parts.hpp has them, HELP from the explain
/// texts, and perfdata_clock_seconds_total: the machine's own clocks, to divide by where a scrape's own
/// jitter matters. Counters come whole: the first one that does not fit under the limit and all behind it are
/// cut, and counted. `older` (may be null) is the answer before this, for cooked values. Two counters that
/// would have one name get their title indexes into it. O(values).
[[nodiscard]] block_metrics metrics_of_block(const data_block& block, const data_block* older,
                                             const source_names& names, const probe_plan& plan,
                                             const module_settings& settings);

}  // namespace perfdata::fleet
