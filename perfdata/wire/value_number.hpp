// A counter's value as a number, whatever its size.
#pragma once

#include <cstdint>
#include <optional>

#include <perfdata/base/bytes.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata::wire {

/// `bytes` little-endian, unsigned; none when there are not 1, 2, 4 or 8 of them.
[[nodiscard]] inline std::optional<std::uint64_t> value_number(byte_view bytes) noexcept {
  switch (bytes.size()) {
    case 1: return std::to_integer<std::uint64_t>(bytes[0]);
    case 2: return overlay<u16>(bytes).value();
    case 4: return overlay<u32>(bytes).value();
    case 8: return overlay<u64>(bytes).value();
    default: return std::nullopt;
  }
}

}  // namespace perfdata::wire
