// How long the fixed part of each record is, and a number in it. Internal to the view layer.
#pragma once

#include <cstddef>
#include <cstdint>

#include <perfdata/base/bytes.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {

inline constexpr std::size_t object_record_size = sizeof(wire::perf_object_type);
inline constexpr std::size_t definition_record_size = sizeof(wire::perf_counter_definition);
inline constexpr std::size_t instance_record_size = sizeof(wire::perf_instance_definition);
inline constexpr std::size_t block_record_size = sizeof(wire::perf_counter_block);

/// Little-endian; four bytes must be there.
[[nodiscard]] inline std::uint32_t u32_at(byte_view bytes, std::size_t offset) noexcept {
  return wire::overlay<wire::u32>(bytes.subspan(offset)).value();
}

}  // namespace perfdata
