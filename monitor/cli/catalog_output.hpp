// A catalog in the forms that `perfdata list` prints.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include <perfdata/collect/catalog.hpp>

namespace perfdata::cli {

/// Keeps the objects whose name matches `filter` or whose title index it is, and of the others the counters
/// whose path or name does. With `*` the filter is a wildcard for the whole text, without it a part of the
/// text; case does not matter. Empty keeps all.
void keep_matching(catalog& offered, std::string_view filter);

/// Objects by name, each counter as a path below: \Processor(*)\% Processor Time. `machine` empty or in
/// front.
void print_objects(std::FILE* out, const catalog& offered, std::string_view machine);

/// One path a line: of every counter, or of every counter of every instance.
void print_paths(std::FILE* out, const catalog& offered, std::string_view machine, bool each_instance);

/// One JSON object on one line: machine, objects (title_index, name, help, has_instances, counters,
/// instances), defects.
[[nodiscard]] std::string catalog_as_json(const catalog& offered);

}  // namespace perfdata::cli
