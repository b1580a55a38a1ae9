// Eight UTF-16LE code units at once, as every x86-64 can. See unit_octet.hpp.
#pragma once

#include <emmintrin.h>

#include <perfdata/base/unit_octet_portable.hpp>

namespace perfdata {

/// Precondition: sixteen bytes can be read.
[[nodiscard]] inline unit_octet load_octet_sse2(const std::byte* from) noexcept {
  const __m128i zero = _mm_setzero_si128();
  __m128i units = zero;
  std::memcpy(&units, from, sizeof units);
  const __m128i low = _mm_and_si128(units, _mm_set1_epi16(0x00FF));
  const __m128i high = _mm_and_si128(units, _mm_set1_epi16(static_cast<short>(0xFF80)));
  const __m128i nuls = _mm_cmpeq_epi16(units, zero);
  const __m128i ascii = _mm_cmpeq_epi16(high, zero);
  const auto marks = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(nuls, ascii)));
  return {static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_packus_epi16(low, zero))), marks & 0xFFU,
          marks >> 8U ^ 0xFFU};
}

}  // namespace perfdata
