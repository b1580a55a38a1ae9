// Counter sets as TOML, to be read and written by people: a file a set.
#pragma once

#include "monitor/core/counter_set.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/result.hpp>

namespace perfdata::monitor {

/// name = "…" and paths = ["\Object(instance)\Counter", …]. Errors: errc::malformed_data with the line, for
/// what is no TOML, lacks a name, or holds a path that is none.
[[nodiscard]] result<counter_set> parse_counter_set(std::string_view text);

/// The set as parse_counter_set() reads it, a path a line.
[[nodiscard]] std::string to_toml(const counter_set& set);

/// perfdata/sets in XDG_CONFIG_HOME or ~/.config; empty when neither is set.
[[nodiscard]] std::filesystem::path counter_set_folder();

/// The sets of a folder, by file name; of files that are none `problems` has a sentence each. Files of more
/// than 1 MiB are passed over.
[[nodiscard]] std::vector<counter_set> read_counter_sets(const std::filesystem::path& folder,
                                                         std::vector<std::string>& problems);

/// Writes the set into the folder, which is made, under a file name made of its name; one of that name is
/// replaced. Errors: errc::invalid_argument for a name without a letter or figure, errc::system_failure.
[[nodiscard]] result<void> save_counter_set(const std::filesystem::path& folder, const counter_set& set);

}  // namespace perfdata::monitor
