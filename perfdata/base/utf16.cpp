#include <algorithm>
#include <array>
#include <bit>
#include <iterator>
#include <utf8.h>

#include <perfdata/base/unit_octet.hpp>
#include <perfdata/base/utf16.hpp>
#include <perfdata/base/utf8_writer.hpp>

namespace perfdata {
namespace {

constexpr char32_t replacement = 0xFFFD;

constexpr bool is_lead(char16_t unit) noexcept {
  return unit >= 0xD800 && unit < 0xDC00;
}
constexpr bool is_trail(char16_t unit) noexcept {
  return unit >= 0xDC00 && unit < 0xE000;
}

struct character {
  char32_t point;
  std::size_t units;
};

// The one that begins at unit `i`.
character character_at(utf16_view text, std::size_t i) noexcept {
  const char16_t unit = text[i];
  if (is_lead(unit) && i + 1 != text.size() && is_trail(text[i + 1]))
    return {0x10000U + ((unit - 0xD800U) << 10U) + (text[i + 1] - 0xDC00U), 2};
  return {is_lead(unit) || is_trail(unit) ? replacement : unit, 1};
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

// Nearly every name is ASCII, so units are looked at eight at a time.
char* write_utf8(utf16_view text, char* to) noexcept {
  for (std::size_t i = 0; i != text.size();) {
    if (text.size() - i >= octet) {
      const unit_octet units = load_octet(text.bytes().data() + 2 * i);
      store_letters(units, to);
      if (units.wide == 0) {  // a step that is known beforehand, so that the next load need not wait
        i += octet;
        to += octet;
        continue;
      }
      const auto letters = static_cast<std::size_t>(std::countr_zero(units.wide));
      i += letters;
      to += letters;
    } else if (text[i] < 0x80) {
      *to++ = static_cast<char>(text[i++]);
      continue;
    }
    const character wide = character_at(text, i);
    to = utf8::unchecked::append(wide.point, to);
    i += wide.units;
  }
  return to;
}

void append_utf8(utf16_view text, std::string& out) {
  constexpr std::size_t most = 128;       // units at a time
  std::array<char, 3 * (most + 1)> utf8;  // NOLINT(cppcoreguidelines-pro-type-member-init): written first
  while (!text.empty()) {
    std::size_t units = std::min(text.size(), most);
    if (units != text.size() && is_lead(text[units - 1]) && is_trail(text[units])) ++units;  // one character
    const char* const end = write_utf8(utf16_view(text.bytes().first(2 * units)), utf8.data());
    out.append(utf8.data(), static_cast<std::size_t>(end - utf8.data()));
    text = utf16_view(text.bytes().subspan(2 * units));
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
