// Spans of bytes that nobody vouches for, and the one question that is asked of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace perfdata {

/// Read-only bytes that somebody else owns.
using byte_view = std::span<const std::byte>;

/// Bytes that we own: what a source answered, what a builder wrote.
using byte_buffer = std::vector<std::byte>;

/// Whether `size` bytes at `offset` lie inside `total`. Never adds, so nothing can wrap.
[[nodiscard]] constexpr bool fits(std::uint64_t offset, std::uint64_t size, std::uint64_t total) noexcept {
  return offset <= total && size <= total - offset;
}

/// `value` rounded up to a multiple of eight, the alignment that every length of the format should have.
[[nodiscard]] constexpr std::size_t align8(std::size_t value) noexcept {
  return (value + 7) & ~std::size_t{7};
}

}  // namespace perfdata
