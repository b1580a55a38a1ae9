// Damage for good blocks: where their lengths, counts and offsets stand, and ways to break them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/error.hpp>

namespace perfdata::test {

/// A 32-bit field that a reader steps or bounds by.
struct steering_field {
  record_kind record{};
  std::string_view name;          ///< as winperf.h spells it
  std::size_t record_offset = 0;  ///< of its record, from the start of the block
  std::size_t offset = 0;         ///< of the field itself
  std::uint32_t value = 0;        ///< what it is in the good block
  std::size_t object = 0;         ///< position of the object that it belongs to; 0 for the block's own

  /// "PERF_OBJECT_TYPE.NumCounters at 0x1f40"
  [[nodiscard]] std::string label() const;
};

/// Every length, count and offset of a sound block, in its order. Undefined for a damaged one.
[[nodiscard]] std::vector<steering_field> steering_fields(byte_view good);

/// What a hostile or careless producer puts in place of `value`.
[[nodiscard]] std::vector<std::uint32_t> hostile_values(std::uint32_t value);

void set_u32(byte_buffer& bytes, std::size_t offset, std::uint32_t value);

/// Exactly the first `size` bytes on the heap, so that a sanitizer sees a read behind them.
[[nodiscard]] byte_buffer cut(byte_view bytes, std::size_t size);

/// The bytes behind one foreign byte: the same block at an odd address from element 1 on, no block from 0 on.
[[nodiscard]] byte_buffer shifted(byte_view bytes);

}  // namespace perfdata::test
