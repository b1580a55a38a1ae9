#include <iterator>
#include <utf8.h>

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

}  // namespace

utf16_view utf16_view::until_nul() const noexcept {
  for (std::size_t i = 0; i < size(); ++i)
    if ((*this)[i] == u'\0') return utf16_view(bytes_.first(2 * i));
  return *this;
}

void append_utf8(utf16_view text, std::string& out) {
  out.reserve(out.size() + text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char16_t unit = text[i];
    if (unit < 0x80) {
      out.push_back(static_cast<char>(unit));
      continue;
    }
    char32_t point = unit;
    if (is_lead(unit) && i + 1 < text.size() && is_trail(text[i + 1])) {
      point = 0x10000U + ((unit - 0xD800U) << 10U) + (text[i + 1] - 0xDC00U);
      ++i;
    } else if (is_lead(unit) || is_trail(unit)) {
      point = replacement;
    }
    utf8::unchecked::append(point, std::back_inserter(out));
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
