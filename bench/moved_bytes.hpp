// How many bytes a program moves from place to place: the C library's memcpy and memmove are taken the place
// of, for every library in the process.
#pragma once

#include <cstdint>

namespace perfdata::bench {

/// Since the program started. A value.
struct moved_bytes {
  std::uint64_t in_pieces = 0;  ///< by calls that moved fewer than 64 KiB
  std::uint64_t whole = 0;      ///< by the others
};

[[nodiscard]] moved_bytes moved_so_far() noexcept;

}  // namespace perfdata::bench
