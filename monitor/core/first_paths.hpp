// What to chart of a place before anybody chose.
#pragma once

#include "monitor/core/source_options.hpp"

#include <vector>

#include <perfdata/query/counter_path.hpp>

namespace perfdata::monitor {

/// The overview; of a log of counters its columns, where they are few or where it has nothing of the
/// overview. Reads the head of a file. Machines are left out of the paths.
[[nodiscard]] std::vector<counter_path> first_paths(const source_place& place);

}  // namespace perfdata::monitor
