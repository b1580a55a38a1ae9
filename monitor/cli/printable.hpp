// Text from other machines on its way to a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace perfdata::cli {

/// `text` with every control character (C0, DEL, C1) replaced by U+FFFD, so that a name cannot steer the
/// terminal. UTF-8 in, UTF-8 out. Linear.
[[nodiscard]] std::string printable(std::string_view text);

/// Columns that UTF-8 text takes, one for each code point: what aligning needs, not typography.
[[nodiscard]] std::size_t columns(std::string_view text) noexcept;

/// The first `width` columns of `text`, whole characters only.
[[nodiscard]] std::string_view first_columns(std::string_view text, std::size_t width) noexcept;

}  // namespace perfdata::cli
