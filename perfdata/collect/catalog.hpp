// What a source offers, with names: objects, their counters and the instances of the moment.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/result.hpp>
#include <perfdata/connection/counter_source.hpp>
#include <perfdata/names/title_table.hpp>
#include <perfdata/view/defect.hpp>
#include <perfdata/wire/counter_type.hpp>

namespace perfdata {

/// A counter that a person may choose; base definitions are not listed.
struct catalog_counter {
  std::uint32_t title_index = 0;
  std::uint32_t help_index = 0;
  std::string name{};  ///< "#index" when no table knows it
  std::string help{};  ///< may be empty
  counter_type type{};
  bool has_type = true;  ///< false of a log's finished numbers
  std::int32_t default_scale = 0;
  std::uint32_t detail_level = 0;
};

/// An object type. `instances` are display names: "parent/name#index", in the order of the block.
struct catalog_object {
  std::uint32_t title_index = 0;  ///< 0 where a log does not tell
  std::uint32_t help_index = 0;
  std::string name{};
  std::string help{};
  bool has_instances = false;
  std::vector<catalog_counter> counters{};
  std::vector<std::string> instances{};
};

/// A value: owns its text.
struct catalog {
  std::string machine{};
  std::vector<catalog_object> objects{};
  std::vector<defect> defects{};
};

/// The names of a source. What is shown is in one language; paths may be written in any that is here.
struct source_names {
  title_table counters{};                      ///< "Counter <language>": what rows and catalogs show
  title_table helps{};                         ///< "Help <language>"; empty when the source has none
  std::vector<title_table> other_languages{};  ///< further "Counter" tables in which path parts are looked up
};

/// Asks for the tables of one language, three or four hex digits, "009" for English. Errors: those of the
/// source; a missing table is no error but an empty one.
[[nodiscard]] result<source_names> read_language(counter_source& source, std::string_view language);

/// As read_language(); for another language the English table is asked for too, so that both spellings of a
/// path resolve.
[[nodiscard]] result<source_names> read_names(counter_source& source, std::string_view language = "009");

/// Asks for "Global" and lists it. Errors: those of the source, or a block that cannot be read at all.
[[nodiscard]] result<catalog> read_catalog(counter_source& source, const source_names& names);

}  // namespace perfdata
