// UTF-16LE code units, four at a time in a register, with arithmetic that every machine has. Internal to
// those who convert names.
#pragma once

#include <boost/endian/conversion.hpp>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace perfdata {

inline constexpr std::size_t quad = 4;

/// Four units, the first one lowest. Precondition: eight bytes can be read.
[[nodiscard]] inline std::uint64_t load_quad(const std::byte* from) noexcept {
  std::uint64_t units = 0;
  std::memcpy(&units, from, sizeof units);
  return boost::endian::little_to_native(units);
}

/// The top bit of each unit.
inline constexpr std::uint64_t all_marks = 0x8000'8000'8000'8000;

/// The top bit of each unit that is not zero.
[[nodiscard]] constexpr std::uint64_t nonzero_marks(std::uint64_t units) noexcept {
  return (((units & ~all_marks) + ~all_marks) | units) & all_marks;
}

/// The top bit of each unit that is no ASCII.
[[nodiscard]] constexpr std::uint64_t wide_marks(std::uint64_t units) noexcept {
  return nonzero_marks(units & 0xFF80'FF80'FF80'FF80);
}

/// The low bytes of the units, the first one lowest.
[[nodiscard]] constexpr std::uint32_t low_bytes(std::uint64_t units) noexcept {
  units &= 0x00FF'00FF'00FF'00FF;
  units = (units | units >> 8U) & 0x0000'FFFF'0000'FFFF;
  return static_cast<std::uint32_t>(units | units >> 16U);
}

/// One bit a unit out of the top bits of the units.
[[nodiscard]] constexpr std::uint32_t gather_marks(std::uint64_t marks) noexcept {
  return static_cast<std::uint32_t>((((marks >> 15U) * 0x0001'0002'0004'0008) >> 48U) & 0xFU);
}

}  // namespace perfdata
