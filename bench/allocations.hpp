// What the program allocates: every operator new of it is counted.
#pragma once

#include <cstdint>

namespace perfdata::bench {

/// Calls of operator new and bytes asked for, less what was given back. A value.
struct allocation_count {
  std::uint64_t calls = 0;
  std::int64_t bytes = 0;
};

/// Since this thread started.
[[nodiscard]] allocation_count allocations() noexcept;

}  // namespace perfdata::bench
