// The English names that every Windows has in common.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace perfdata {

/// A title index below 1848 (the "Base Index") and its name. A value.
struct base_name {
  std::uint32_t index = 0;
  std::string_view text{};
};

/// Objects and counters of the operating system itself, ascending: what a block's indexes mean when no title
/// table came with it. Indexes below 1848 belong to Windows and name the same thing on every version; those
/// above are given out when a provider is installed and differ between machines.
/// https://learn.microsoft.com/windows/win32/perfctrs/retrieving-counter-names-and-help-text
[[nodiscard]] std::span<const base_name> base_names() noexcept;

}  // namespace perfdata
