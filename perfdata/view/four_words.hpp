// Four words of 32 bits at a time, for comparing and proving records. Internal to the view layer.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace perfdata {

/// A vector type of the compiler's: SSE2 on x86-64, NEON on aarch64.
using four_words = std::uint32_t __attribute__((vector_size(16)));
using four_signed_words = std::int32_t __attribute__((vector_size(16)));

/// As they stand in memory: little-endian words on the machines that we build for. Precondition: 16 bytes.
[[nodiscard]] inline four_words four_words_at(const std::byte* from) noexcept {
  four_words loaded{};
  std::memcpy(&loaded, from, sizeof loaded);
  return loaded;
}

[[nodiscard]] inline bool is_zero(const four_words& words) noexcept {
  using two = std::uint64_t __attribute__((vector_size(16)));
  const auto halves = std::bit_cast<two>(words);
  return (halves[0] | halves[1]) == 0;
}

}  // namespace perfdata
