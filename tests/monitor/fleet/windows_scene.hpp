// A Windows machine with the objects that dashboards ask for, every counter with a pace of its own.
#pragma once

#include <cstdint>

#include <perfdata/base/bytes.hpp>

namespace perfdata::fleet::test {

/// "Counter 009" of the machine. Indexes of Windows' own names are the real ones.
[[nodiscard]] byte_buffer windows_names();

/// Everything that it counts, `second` seconds after its beginning: Processor Information (two of them and
/// the totals), LogicalDisk and PhysicalDisk (C:, D:, HarddiskVolume1), Memory, NUMA Node Memory, Network
/// Interface, Process and System. Counters of type "a second" move at a steady pace.
[[nodiscard]] byte_buffer windows_block(std::int64_t second);

}  // namespace perfdata::fleet::test
