// Which paths a selection wants of one source.
#pragma once

#include "monitor/core/selection.hpp"

#include <vector>

#include <perfdata/query/counter_path.hpp>

namespace perfdata::monitor {

/// Those whose lines are drawn, in the order in which they were asked for.
[[nodiscard]] std::vector<counter_path> charted_paths_of(source_id source, const selection& chosen);

/// Those and the ranked ones: all that is to be collected.
[[nodiscard]] std::vector<counter_path> wanted_paths_of(source_id source, const selection& chosen);

/// Whether any of the paths means this line, as covers() tells.
[[nodiscard]] bool covered_by(const std::vector<counter_path>& paths, const row& line) noexcept;

}  // namespace perfdata::monitor
