// Text as Windows' functions take it. Compiled on Windows only.
#pragma once

#include <string>
#include <string_view>

namespace perfdata {

/// UTF-8 as UTF-16; invalid bytes become U+FFFD.
[[nodiscard]] std::wstring to_wide(std::string_view utf8);

/// UTF-16 as UTF-8; an unpaired surrogate becomes U+FFFD.
[[nodiscard]] std::string from_wide(std::wstring_view text);

}  // namespace perfdata
