// UTF-16LE text as it lies in a block: a view until somebody shows it.
#pragma once

#include <string>
#include <string_view>

#include <perfdata/base/bytes.hpp>

namespace perfdata {

/// UTF-16LE text in somebody else's bytes, at any alignment. A value; must not outlive the bytes.
class utf16_view {
 public:
  constexpr utf16_view() noexcept = default;

  /// Takes whole code units only: a last odd byte is dropped.
  constexpr explicit utf16_view(byte_view bytes) noexcept
      : bytes_(bytes.first(bytes.size() & ~std::size_t{1})) {}

  /// Code units, not characters.
  [[nodiscard]] constexpr std::size_t size() const noexcept { return bytes_.size() / 2; }
  [[nodiscard]] constexpr bool empty() const noexcept { return bytes_.empty(); }
  [[nodiscard]] constexpr byte_view bytes() const noexcept { return bytes_; }

  /// The code unit at `i`. Precondition: i < size().
  [[nodiscard]] constexpr char16_t operator[](std::size_t i) const noexcept {
    return static_cast<char16_t>(std::to_integer<unsigned>(bytes_[2 * i]) |
                                 std::to_integer<unsigned>(bytes_[2 * i + 1]) << 8U);
  }

  /// The text before the first NUL, or all of it. Names in blocks come with and without a terminator.
  [[nodiscard]] utf16_view until_nul() const noexcept;

 private:
  byte_view bytes_;
};

/// Total and lossy: an unpaired surrogate becomes U+FFFD. Linear; one allocation.
[[nodiscard]] std::string to_utf8(utf16_view text);

/// As above, appended to `out`, so that a loop over many names can keep one string.
void append_utf8(utf16_view text, std::string& out);

/// UTF-8 to UTF-16LE bytes without a terminator; invalid UTF-8 becomes U+FFFD.
[[nodiscard]] byte_buffer to_utf16le(std::string_view utf8);

}  // namespace perfdata
