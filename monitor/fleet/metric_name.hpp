// What a counter is called in Prometheus: words, base units, nothing that its linter minds.
// https://prometheus.io/docs/practices/naming/
#pragma once

#include <string>
#include <string_view>

#include <perfdata/cook/counter_type_table.hpp>

namespace perfdata::fleet {

/// "Network Interface" -> "network_interface". ASCII letters and digits only; empty when `text` has none.
[[nodiscard]] std::string snake_case(std::string_view text);

/// A counter's words without those that say its unit. A value.
struct counter_words {
  std::string stem{};    ///< "disk_per_read" of "Avg. Disk sec/Read"
  std::string unit{};    ///< "bytes", "seconds" or empty: what the numbers are in once multiplied by `scale`
  double scale = 1;      ///< 1048576 for "Available MBytes"
  bool percent = false;  ///< the name has a "%"
};

/// Takes the name apart. "/sec" goes where the type has a rate, as Prometheus makes rates itself; a scaled
/// unit stays as a word ("available_mbytes", in bytes), so that its sisters keep names of their own. A
/// "count" at the end becomes a plural, and "total" at the end of what is no counter becomes "all": both
/// words mean something else there. `name` is the English one; `index` names a counter that has none.
[[nodiscard]] counter_words words_of(std::string_view name, std::uint32_t index,
                                     const counter_type_info& type);

/// The parts with "_" between those that are not empty.
[[nodiscard]] std::string join_words(std::initializer_list<std::string_view> parts);

}  // namespace perfdata::fleet
