#include <algorithm>
#include <windows.h>

#include <perfdata/base/system_code_page.hpp>
#include <perfdata/base/wide_text.hpp>

namespace perfdata {
namespace {

constexpr std::size_t longest_character = 4;  // bytes, of GB18030
constexpr UINT first_iso_code_page = 28591;   // these have the control characters below; Windows' own do not

/// Appends `text` to `out` when all of it means something; otherwise appends nothing.
bool append_converted(UINT code_page, std::string_view text, std::wstring& out) {
  const int size = static_cast<int>(text.size());
  DWORD flags = MB_ERR_INVALID_CHARS;
  int units = ::MultiByteToWideChar(code_page, flags, text.data(), size, nullptr, 0);
  if (units == 0 && ::GetLastError() == ERROR_INVALID_FLAGS) {  // a few code pages cannot tell
    flags = 0;
    units = ::MultiByteToWideChar(code_page, flags, text.data(), size, nullptr, 0);
  }
  if (units <= 0) return false;
  const std::size_t before = out.size();
  out.resize(before + static_cast<std::size_t>(units));
  ::MultiByteToWideChar(code_page, flags, text.data(), size, out.data() + before, units);
  return true;
}

void append_one_character(UINT code_page, std::string_view& text, std::wstring& out) {
  for (std::size_t length = 1; length <= std::min(longest_character, text.size()); ++length)
    if (append_converted(code_page, text.substr(0, length), out)) {
      text.remove_prefix(length);
      return;
    }
  out.push_back(L'\xFFFD');
  text.remove_prefix(1);
}

}  // namespace

std::optional<std::string> system_code_page_to_utf8(std::uint32_t code_page, std::string_view text) {
  if (::IsValidCodePage(code_page) == 0) return std::nullopt;
  constexpr std::size_t whole_at_once = std::size_t{1} << 20U;
  std::wstring units;
  if (text.size() > whole_at_once || !append_converted(code_page, text, units))
    while (!text.empty()) append_one_character(code_page, text, units);
  // Windows gives a byte without a character, such as 0x81 of 1252, the control character of its number.
  if (code_page < first_iso_code_page)
    std::ranges::replace_if(
        units, [](wchar_t unit) { return unit >= 0x80 && unit < 0xA0; }, L'\xFFFD');
  return from_wide(units);
}

}  // namespace perfdata
