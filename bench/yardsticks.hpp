// What everything else is held against, in the same process and over the same bytes.
#pragma once

#include <cstdint>

#include <perfdata/base/bytes.hpp>

namespace perfdata::bench {

/// Count and sum of raw values.
struct value_sum {
  std::uint64_t values = 0;
  std::uint64_t sum = 0;
  friend bool operator==(const value_sum&, const value_sum&) = default;
};

/// "Naive": the walk that the public documentation teaches, without one check. Pointers step from record to
/// record, the definitions are read again for each instance, values are loaded with memcpy. Undefined for a
/// damaged block. https://learn.microsoft.com/windows/win32/perfctrs/retrieving-counter-data
[[nodiscard]] value_sum naive_walk(byte_view bytes) noexcept;

/// "Limit": the sum of all whole 8-byte words, with eight 16-byte accumulators so that loads and not
/// additions bound it.
[[nodiscard]] std::uint64_t memory_read(byte_view bytes) noexcept;

}  // namespace perfdata::bench
