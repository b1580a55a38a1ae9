// UTF-16LE to UTF-8 in memory of the caller's. Internal to those who convert many names.
#pragma once

#include <perfdata/base/utf16.hpp>

namespace perfdata {

/// Writes what append_utf8() appends, and returns its end. Precondition: there is room for three bytes a code
/// unit.
[[nodiscard]] char* write_utf8(utf16_view text, char* to) noexcept;

}  // namespace perfdata
