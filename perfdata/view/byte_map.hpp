// What every byte of a block is: for people who look at a block that somebody says is wrong.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <perfdata/view/data_block.hpp>

namespace perfdata {

enum class byte_use : std::uint8_t {
  block_header,         ///< PERF_DATA_BLOCK's fields
  system_name,          ///< with its terminator
  object_header,        ///< PERF_OBJECT_TYPE
  counter_definition,   ///< PERF_COUNTER_DEFINITION
  instance_definition,  ///< PERF_INSTANCE_DEFINITION without the name
  instance_name,        ///< as stated: the terminator where it is counted in
  counter_block,        ///< PERF_COUNTER_BLOCK's own length field
  value,                ///< what a counter definition points at
  multiplier,           ///< the DWORD behind a PERF_MULTI_COUNTER
  padding,              ///< between the parts of a record, to the length that the record states
  unclaimed,            ///< inside a counter block or an object, and nothing points at it
  damaged,              ///< of an object that was set aside
  beyond,               ///< behind the last object: the buffer was larger than the block
};

[[nodiscard]] std::string_view to_string(byte_use use) noexcept;

/// A run of bytes. A value.
struct byte_label {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;  ///< never 0
  byte_use use{};
  std::uint32_t object_index = 0;   ///< title index of the object around it, 0 outside of objects
  std::uint32_t counter_index = 0;  ///< title index of the definition or value; 0 for others
  std::int32_t instance = -1;       ///< position of the instance, -1 where there is none

  friend bool operator==(const byte_label&, const byte_label&) = default;
};

/// The labels of block.bytes() in ascending order, without gap or overlap: they tile it. Where definitions
/// share bytes, the first one in the order of offsets has them. O(bytes + values * log counters).
[[nodiscard]] std::vector<byte_label> map_bytes(const data_block& block);

}  // namespace perfdata
