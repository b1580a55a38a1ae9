// The English titles and help texts of what this machine shows. Indexes and names are Windows' own, so that
// whoever knows Windows' counters finds them; the help says where on Linux a value comes from.
#pragma once

#include <span>

#include <perfdata/base/bytes.hpp>
#include <perfdata/names/base_names.hpp>

namespace perfdata::procfs {

/// A row of a title table. The names' rows are base_names(): a machine's table holds more than it shows now.
using title = base_name;

/// The explanations of what this machine shows, at the help indexes of the definitions, ascending.
[[nodiscard]] std::span<const title> help_titles() noexcept;

/// The REG_MULTI_SZ of a table: first "1" with the highest index of names and help, then the rows.
[[nodiscard]] byte_buffer write_title_table(std::span<const title> titles);

}  // namespace perfdata::procfs
