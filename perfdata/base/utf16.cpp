#include <algorithm>
#include <array>
#include <bit>
#include <boost/endian/conversion.hpp>
#include <cstring>
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

// Nearly every name is ASCII, so units are looked at four at a time.
constexpr std::size_t quad = 4;

std::uint64_t load_quad(byte_view bytes, std::size_t unit) noexcept {
  std::uint64_t units = 0;
  std::memcpy(&units, bytes.subspan(2 * unit, 2 * quad).data(), sizeof units);
  return boost::endian::little_to_native(units);
}

// Zero, or a number whose lowest bit set lies in the first unit that is NUL.
constexpr std::uint64_t nul_marks(std::uint64_t units) noexcept {
  constexpr std::uint64_t ones = 0x0001'0001'0001'0001;
  constexpr std::uint64_t tops = 0x8000'8000'8000'8000;
  return (units - ones) & ~units & tops;
}

constexpr bool is_ascii(std::uint64_t units) noexcept {
  return (units & 0xFF80'FF80'FF80'FF80) == 0;
}

constexpr std::uint32_t to_bytes(std::uint64_t units) noexcept {
  units = (units | units >> 8U) & 0x0000'FFFF'0000'FFFF;
  return static_cast<std::uint32_t>(units | units >> 16U);
}

// The ASCII units at the front of `text`, appended. How many they are.
std::size_t append_ascii(utf16_view text, std::string& out) {
  std::array<char, 64> bytes;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
  std::size_t done = 0;
  while (done != text.size()) {
    const std::size_t end = std::min(text.size(), done + bytes.size());
    std::size_t n = 0;
    for (; done + n + quad <= end; n += quad) {
      const std::uint64_t units = load_quad(text.bytes(), done + n);
      if (!is_ascii(units)) break;
      const std::uint32_t four = boost::endian::native_to_little(to_bytes(units));
      std::memcpy(bytes.data() + n, &four, sizeof four);
    }
    for (; done + n < end && text[done + n] < 0x80; ++n) bytes[n] = static_cast<char>(text[done + n]);
    out.append(bytes.data(), n);
    done += n;
    if (done != end) break;
  }
  return done;
}

}  // namespace

utf16_view utf16_view::until_nul() const noexcept {
  std::size_t i = 0;
  for (; i + quad <= size(); i += quad)
    if (const auto marks = nul_marks(load_quad(bytes_, i)); marks != 0)
      return utf16_view(bytes_.first(2 * (i + static_cast<std::size_t>(std::countr_zero(marks)) / 16)));
  for (; i < size(); ++i)
    if ((*this)[i] == u'\0') return utf16_view(bytes_.first(2 * i));
  return *this;
}

void append_utf8(utf16_view text, std::string& out) {
  for (std::size_t i = append_ascii(text, out); i < text.size(); ++i) {
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
