// A place from the options, open and with its names.
#pragma once

#include "monitor/core/source_options.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/collect/catalog.hpp>
#include <perfdata/query/counter_path.hpp>

namespace perfdata::cli {

/// A resource by way of the source.
struct open_place {
  std::string label{};  ///< for messages: "this machine", the host as typed, the file
  std::unique_ptr<counter_source> source{};
  source_names names{};  ///< empty until they were read
  bool is_file = false;
  bool is_this_machine = false;
  std::string recorded_host{};  ///< of a recording: what the host is called in it, where one was picked
};

/// Opens and reads the title tables; a source may have none of them in English.
/// Errors: those of open_source and read_names; errc::not_found for another language that it does not have.
[[nodiscard]] result<open_place> open_with_names(const source_options& options,
                                                 std::string_view language = "009");

/// The same in two steps, for a place whose source connects by itself (source_options::connect_first false):
/// opening it, and reading the names, which may be tried again.
[[nodiscard]] result<open_place> open_without_names(const source_options& options);
[[nodiscard]] result<void> read_names_of(open_place& place, std::string_view language = "009");

[[nodiscard]] std::string label_of(const source_place& place);

/// The paths that one place is asked for.
struct place_request {
  source_options options{};
  std::vector<counter_path> paths{};
};

}  // namespace perfdata::cli
