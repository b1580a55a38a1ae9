// Instance names in Windows code pages: objects whose CodePage is not 0.
#pragma once

#include <cstdint>
#include <string>

#include <perfdata/base/bytes.hpp>

namespace perfdata {

/// Bytes of a Windows code page (1252, 932, 65001 …) as UTF-8, up to the first NUL. Total and lossy: what has
/// no character becomes U+FFFD, and so does every byte above 0x7F of a code page that this system does not
/// know. Converted by the system: iconv elsewhere, MultiByteToWideChar on Windows. Linear.
[[nodiscard]] std::string code_page_to_utf8(std::uint32_t code_page, byte_view text);

}  // namespace perfdata
