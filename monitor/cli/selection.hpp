// Paths handed to a collector, the ones that cannot be meant sorted out first.
#pragma once

#include "monitor/cli/open_place.hpp"

#include <vector>

#include <perfdata/collect/collector.hpp>

namespace perfdata::cli {

/// Selects what the source can look for. Returns the errors of the others, one a path: an object that nobody
/// knows, or a machine that the file is not of.
[[nodiscard]] std::vector<error> select_known(collector& counters, const open_place& place,
                                              const std::vector<counter_path>& paths);

/// "<path> matches nothing", with what to try.
[[nodiscard]] error matches_nothing(std::string_view path);

}  // namespace perfdata::cli
