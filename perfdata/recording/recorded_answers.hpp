// What sources over files have in common: which questions they know.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <perfdata/base/bytes.hpp>

namespace perfdata {

/// Whether a value name asks for objects: "Global", or title indexes separated by blanks.
[[nodiscard]] bool asks_for_objects(std::string_view value_name) noexcept;

/// The title indexes that a value name lists; nothing for one that asks for everything. Indexes beyond 32
/// bits are left out.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> listed_objects(std::string_view value_name);

/// base_names() as the answer to "Counter 009", for files that bring no names.
[[nodiscard]] byte_buffer base_title_table();

}  // namespace perfdata
