// What a caller may ask HKEY_PERFORMANCE_DATA for.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <perfdata/base/result.hpp>

namespace perfdata::procfs {

/// A value.
struct value_name {
  enum class kind : std::uint8_t { global, objects, counter_titles, help_titles };
  kind what = kind::global;
  std::vector<std::uint64_t> objects{};  ///< title indexes in the caller's order; known or not
};

/// "Global", "2 238", "Counter", "Counter 009", "Help 009", "Explain 009": letters in any case, blanks in any
/// number. Errors: errc::not_found with ERROR_FILE_NOT_FOUND for anything else and for languages other than
/// English (009).
[[nodiscard]] result<value_name> parse_value_name(std::string_view text);

}  // namespace perfdata::procfs
