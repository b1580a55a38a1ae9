// Stores that go past the caches, for results that are larger than these: they are not read back soon, and
// what is still to be read stays where it is.
#pragma once

#include <cstdint>

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

namespace perfdata {

/// Stores `value`. This thread sees it at once, others when finish_streaming() was called. Elsewhere than on
/// x86-64 an ordinary store.
[[gnu::always_inline]] inline void store_streamed(std::uint64_t* to, std::uint64_t value) noexcept {
#if defined(__x86_64__)
  using intrinsic = long long;
  static_assert(sizeof(intrinsic) == sizeof value);
  _mm_stream_si64(static_cast<intrinsic*>(static_cast<void*>(to)), static_cast<intrinsic>(value));
#else
  *to = value;
#endif
}

inline void finish_streaming() noexcept {
#if defined(__x86_64__)
  _mm_sfence();
#endif
}

}  // namespace perfdata
