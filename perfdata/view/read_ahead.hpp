// Asking memory for bytes before they are needed: a walk from instance to instance is no pattern that a
// processor foresees. Internal to the view layer.
#pragma once

#include <cstddef>

namespace perfdata {

/// How many bytes ahead to ask: far enough to arrive in time, and near enough to be there still.
inline constexpr std::size_t ahead = std::size_t{12} * 1'024;
inline constexpr std::size_t cache_line = 64;

/// Asks for what stands `ahead` of `at`, as many bytes as a short instance has. Behind the end of a block it
/// does no harm. Inlined by force: a compiler takes a call that only asks for one without an effect.
[[gnu::always_inline]] inline void read_ahead(const std::byte* at) noexcept {
  __builtin_prefetch(at + ahead);
  __builtin_prefetch(at + ahead + cache_line);
}

/// The same for bytes that another cache than the nearest has: two lines cost more than they bring.
[[gnu::always_inline]] inline void read_nearby(const std::byte* at) noexcept {
  __builtin_prefetch(at + 2'048);
}

/// As read_ahead(at) for `size` bytes.
[[gnu::always_inline]] inline void read_ahead(const std::byte* at, std::size_t size) noexcept {
#pragma GCC unroll 1
  for (std::size_t i = 0; i < size; i += cache_line) __builtin_prefetch(at + ahead + i);
}

}  // namespace perfdata
