// The paths of a command line, shared out among the places that it names.
#pragma once

#include "monitor/cli/open_place.hpp"
#include "monitor/cli/source_arguments.hpp"

#include <string>
#include <vector>

namespace perfdata::cli {

/// Parses the paths and shares them out: a path with a machine goes to that machine, opened with the same
/// logon; one without goes to every place that the options name. Errors: counter_path::parse's.
[[nodiscard]] result<std::vector<place_request>> share_out(const source_arguments& sources,
                                                           const std::vector<std::string>& paths);

/// As source_arguments::places(), with the password already found, so that a person is asked once; untouched
/// where neither a --host nor one of `paths` names a machine to log on to. Errors: those of finding it.
[[nodiscard]] result<source_arguments> with_password(source_arguments sources,
                                                     const std::vector<std::string>& paths = {});

}  // namespace perfdata::cli
