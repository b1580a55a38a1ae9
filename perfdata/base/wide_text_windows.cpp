#include <perfdata/base/utf16.hpp>
#include <perfdata/base/wide_text.hpp>

namespace perfdata {

static_assert(sizeof(wchar_t) == sizeof(char16_t));

std::wstring to_wide(std::string_view utf8) {
  const byte_buffer bytes = to_utf16le(utf8);
  const utf16_view units{bytes};
  std::wstring wide;
  wide.reserve(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) wide.push_back(static_cast<wchar_t>(units[i]));
  return wide;
}

std::string from_wide(std::wstring_view text) {
  return to_utf8(utf16_view(std::as_bytes(std::span(text))));  // Windows is little-endian
}

}  // namespace perfdata
