// Whether bytes are what they were, without a call for the few that a record has. Internal to the view layer.
#pragma once

#include <cstddef>
#include <cstring>

#include <perfdata/view/four_words.hpp>

namespace perfdata {

/// Zero where 16 bytes are equal.
[[nodiscard]] inline four_words difference(const std::byte* a, const std::byte* b) noexcept {
  return four_words_at(a) ^ four_words_at(b);
}

/// Zero where `size` bytes are equal. memcmp's call costs more than the few words that an instance has: 24
/// bytes and a short name. What is not a multiple of 16 overlaps.
[[nodiscard, gnu::always_inline]] inline four_words difference(const std::byte* a, const std::byte* b,
                                                               std::size_t size) noexcept {
  constexpr std::size_t width = sizeof(four_words);
  if (size < width || size > 4 * width)
    return four_words{size != 0 && std::memcmp(a, b, size) != 0 ? 1U : 0U, 0, 0, 0};
  const four_words ends = difference(a, b) | difference(a + size - width, b + size - width);
  if (size <= 2 * width) return ends;
  return ends | difference(a + width, b + width) | difference(a + size - 2 * width, b + size - 2 * width);
}

}  // namespace perfdata
