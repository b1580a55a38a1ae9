// Text and numbers as smbd wants to find them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace perfdata {

/// A title or help text: ASCII only and at most 255 bytes, because smbd copies it into a buffer of 256 and
/// counts its UTF-16 by the bytes of its UTF-8. Any other character becomes '?'.
[[nodiscard]] std::string published_title(std::string_view utf8);

/// An instance's name: at most 255 bytes, cut between characters.
[[nodiscard]] std::string published_name(std::string_view utf8);

/// The value of a counter of an object without instances, in decimal; at most 2^63 - 1024, above which smbd's
/// conversion from double overflows. 0 is one NUL: smbd would show "0" as 48.
[[nodiscard]] std::string published_number(std::uint64_t value);

/// The 8 bytes of a value of an instance, in the order of this machine, which is smbd's too.
void append_native(std::string& out, std::uint64_t value);

}  // namespace perfdata
