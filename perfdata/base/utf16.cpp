#include <algorithm>
#include <array>
#include <bit>
#include <iterator>
#include <utf8.h>

#include <perfdata/base/unit_octet.hpp>
#include <perfdata/base/utf16.hpp>

namespace perfdata {
namespace {

constexpr char32_t replacement = 0xFFFD;

constexpr bool is_lead(char16_t unit) noexcept {
  return unit >= 0xD800 && unit < 0xDC00;
}
constexpr bool is_trail(char16_t unit) noexcept {
  return unit >= 0xDC00 && unit < 0xE000;
}

// The ASCII units at the front of `text`, NULs among them, appended. How many they are.
std::size_t append_ascii(utf16_view text, std::string& out) {
  constexpr std::size_t octet = 8;
  std::array<char, 256> letters;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
  const std::byte* const from = text.bytes().data();
  for (std::size_t done = 0;;) {
    const std::size_t room = std::min(text.size() - done, letters.size());
    std::size_t n = 0;
    std::uint32_t wide = 0;
    for (; wide == 0 && n + octet <= room; n += octet) {
      const unit_octet units = load_octet(from + 2 * (done + n));
      store_letters(units, letters.data() + n);
      wide = units.wide;
    }
    if (wide != 0)
      n -= octet - static_cast<std::size_t>(std::countr_zero(wide));
    else
      for (; n < room && text[done + n] < 0x80; ++n) letters[n] = static_cast<char>(text[done + n]);
    out.append(letters.data(), n);
    done += n;
    if (n < room || done == text.size()) return done;
  }
}

// The character at the front of `text`, appended. How many units it has.
std::size_t append_first(utf16_view text, std::string& out) {
  const char16_t unit = text[0];
  char32_t point = unit;
  std::size_t units = 1;
  if (is_lead(unit) && text.size() > 1 && is_trail(text[1])) {
    point = 0x10000U + ((unit - 0xD800U) << 10U) + (text[1] - 0xDC00U);
    units = 2;
  } else if (is_lead(unit) || is_trail(unit)) {
    point = replacement;
  }
  utf8::unchecked::append(point, std::back_inserter(out));
  return units;
}

utf16_view behind(utf16_view text, std::size_t units) noexcept {
  return utf16_view(text.bytes().subspan(2 * units));
}

}  // namespace

utf16_view utf16_view::until_nul() const noexcept {
  std::size_t i = 0;
  for (; i + quad <= size(); i += quad)
    if (const auto nuls = nonzero_marks(load_quad(bytes_.data() + 2 * i)) ^ all_marks; nuls != 0)
      return utf16_view(bytes_.first(2 * (i + static_cast<std::size_t>(std::countr_zero(nuls)) / 16)));
  for (; i < size(); ++i)
    if ((*this)[i] == u'\0') return utf16_view(bytes_.first(2 * i));
  return *this;
}

void append_utf8(utf16_view text, std::string& out) {
  while (!text.empty()) {
    text = behind(text, append_ascii(text, out));
    while (!text.empty() && text[0] >= 0x80) text = behind(text, append_first(text, out));
  }
}

std::string to_utf8(utf16_view text) {
  std::string out;
  append_utf8(text, out);
  return out;
}

byte_buffer to_utf16le(std::string_view utf8_text) {
  std::string valid;
  utf8::replace_invalid(utf8_text.begin(), utf8_text.end(), std::back_inserter(valid), replacement);
  std::u16string units;
  utf8::unchecked::utf8to16(valid.begin(), valid.end(), std::back_inserter(units));
  byte_buffer out;
  out.reserve(units.size() * 2);
  for (const char16_t unit : units) {
    out.push_back(static_cast<std::byte>(unit & 0xFFU));
    out.push_back(static_cast<std::byte>(unit >> 8U));
  }
  return out;
}

}  // namespace perfdata
