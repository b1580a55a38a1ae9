// Value names of HKEY_PERFORMANCE_DATA, spelled as servers expect them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace perfdata {

/// "global" as "Global", "counter 009" as "Counter 009", and so on: Windows ignores case today, older
/// documentation says it did not, Samba does not everywhere. Other names come back as they are.
[[nodiscard]] std::string canonical_value_name(std::string_view name);

/// Whether the name (canonical) asks for a title table: "Counter…", "Help…" or "Explain…".
[[nodiscard]] bool names_title_table(std::string_view name) noexcept;

/// "Explain 009" for "Help 009" and the other way round: Samba knows only the first, Wine only the second,
/// Windows both. Nothing for other names.
[[nodiscard]] std::optional<std::string> other_spelling(std::string_view name);

}  // namespace perfdata
