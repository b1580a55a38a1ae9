// The English titles and help texts of what this machine shows. Indexes and names are Windows' own, so that
// whoever knows Windows' counters finds them; the help says where on Linux a value comes from.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <perfdata/base/bytes.hpp>

namespace perfdata::procfs {

/// A row of a title table. A value.
struct title {
  std::uint32_t index = 0;
  std::string_view text{};
};

/// Objects and counters, at even indexes, ascending.
[[nodiscard]] std::span<const title> counter_titles() noexcept;

/// Their explanations, at the help indexes of the definitions, ascending.
[[nodiscard]] std::span<const title> help_titles() noexcept;

/// The REG_MULTI_SZ of a table: first "1" with the highest index of both, then the rows.
[[nodiscard]] byte_buffer write_title_table(std::span<const title> titles);

}  // namespace perfdata::procfs
