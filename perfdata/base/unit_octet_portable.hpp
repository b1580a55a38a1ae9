// Eight UTF-16LE code units at once, on any machine. See unit_octet.hpp.
#pragma once

#include <perfdata/base/unit_quad.hpp>

namespace perfdata {

inline constexpr std::size_t octet = 8;

struct unit_octet {
  std::uint64_t letters;  ///< the low bytes of the units, the first one lowest
  std::uint32_t nuls;     ///< bit i: unit i is NUL
  std::uint32_t wide;     ///< bit i: unit i is no ASCII, so that its letter means nothing
};

/// Precondition: sixteen bytes can be read.
[[nodiscard]] inline unit_octet load_octet_portable(const std::byte* from) noexcept {
  const std::uint64_t first = load_quad(from);
  const std::uint64_t second = load_quad(from + 2 * quad);
  const auto gather_both = [](std::uint64_t a, std::uint64_t b) {
    return gather_marks(a) | gather_marks(b) << quad;
  };
  return {.letters = low_bytes(first) | std::uint64_t{low_bytes(second)} << 32U,
          .nuls = gather_both(nonzero_marks(first), nonzero_marks(second)) ^ 0xFFU,
          .wide = gather_both(wide_marks(first), wide_marks(second))};
}

}  // namespace perfdata
