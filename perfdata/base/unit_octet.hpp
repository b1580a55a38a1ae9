// Eight UTF-16LE code units at once. Nearly all names are ASCII, and then nothing else is to be done with
// them. Both ways give the same, bit for bit. Internal to those who convert names.
#pragma once

#include <perfdata/base/unit_octet_portable.hpp>

#if defined(__SSE2__) && defined(__x86_64__)
#include <perfdata/base/unit_octet_sse2.hpp>
#endif

namespace perfdata {

/// Precondition: sixteen bytes can be read.
[[nodiscard]] inline unit_octet load_octet(const std::byte* from) noexcept {
#if defined(__SSE2__) && defined(__x86_64__)
  return load_octet_sse2(from);
#else
  return load_octet_portable(from);
#endif
}

/// Writes their letters. Precondition: there is room for eight.
inline void store_letters(const unit_octet& units, char* to) noexcept {
  const std::uint64_t letters = boost::endian::native_to_little(units.letters);
  std::memcpy(to, &letters, sizeof letters);
}

}  // namespace perfdata
