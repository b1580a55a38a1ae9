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
  std::string name{};  ///< "#index" when no table knows it
  std::string help{};  ///< may be empty
  counter_type type{};
  std::int32_t default_scale = 0;
  std::uint32_t detail_level = 0;
};

/// An object type. `instances` are display names: "parent/name#index", in the order of the block.
struct catalog_object {
  std::uint32_t title_index = 0;
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

/// The names of a source in one language: "Counter <lang>" and, when asked for, "Help <lang>".
struct source_names {
  title_table counters{};
  title_table helps{};  ///< empty when the source has none
};

/// Asks for the tables. `language` is three or four hex digits, "009" for English.
/// Errors: those of the source; a missing help table is no error.
[[nodiscard]] result<source_names> read_names(counter_source& source, std::string_view language = "009");

/// Asks for "Global" and lists it. Errors: those of the source, or a block that cannot be read at all.
[[nodiscard]] result<catalog> read_catalog(counter_source& source, const source_names& names);

}  // namespace perfdata
