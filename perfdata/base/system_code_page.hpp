// The system's own tables of code pages: code_page_iconv.cpp or code_page_windows.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace perfdata {

/// U+FFFD in UTF-8: what stands for a byte that begins no character.
inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// `text` of that code page as UTF-8, a replacement_character for each byte that begins no character; none
/// when the system does not know the code page. Linear.
[[nodiscard]] std::optional<std::string> system_code_page_to_utf8(std::uint32_t code_page,
                                                                  std::string_view text);

}  // namespace perfdata
