// Before anything is timed: what the passes and the yardsticks find is what the plain reader found.
#pragma once

#include <bench/server_data.hpp>
#include <string>
#include <vector>

namespace perfdata::bench {

/// One sentence for each pass that finds something else; empty when all is equal.
[[nodiscard]] std::vector<std::string> differences(const server_data& data);

}  // namespace perfdata::bench
