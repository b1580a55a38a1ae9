// What a steady reader allocates: nothing.
#pragma once

#include <bench/server_data.hpp>
#include <vector>

namespace perfdata::bench {

/// Whether the operations that must not allocate in their second round do not, and a layout takes at most 0.4
/// of its block. Prints what does.
[[nodiscard]] bool check_allocations(const std::vector<server_data>& all);

}  // namespace perfdata::bench
