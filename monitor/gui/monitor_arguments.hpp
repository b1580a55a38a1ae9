// perfdata-monitor [PATH…] [--host NAME]… [--interval SECONDS] [--layout NAME] [--screenshot FILE
// --after SECONDS]
#pragma once

#include "monitor/cli/open_place.hpp"
#include "monitor/cli/source_arguments.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/layouts/layout.hpp"
#include "monitor/gui/panels/lower_panel.hpp"
#include "monitor/gui/theme.hpp"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <perfdata/base/result.hpp>

namespace perfdata::monitor {

/// As typed. A value.
struct monitor_arguments {
  cli::source_arguments sources{};
  std::vector<std::string> paths{};
  double interval_seconds = 1;
  std::string theme = "dark";
  std::string axes = "lanes";
  std::string kind = "lines";
  std::size_t columns = 1;
  std::string page = "lines";
  std::string layout{};           ///< the name of a saved one; empty: the last one
  std::set<std::string> given{};  ///< of the options that a layout has too, those that were typed
  std::string record{};           ///< a recording to write; empty: none
  std::string screenshot{};
  double after_seconds = 10;
  double scale = 0;  ///< 0: the screen's
  int width = 1280;
  int height = 800;
  bool terminal = false;

  [[nodiscard]] lower_page page_choice() const {
    return page == "ranking"   ? lower_page::ranking
           : page == "objects" ? lower_page::blocks
                               : lower_page::lines;
  }
  [[nodiscard]] theme_kind theme_choice() const {
    return theme == "light"      ? theme_kind::light
           : theme == "contrast" ? theme_kind::contrast
                                 : theme_kind::dark;
  }
};

/// What to print instead of starting: help and version (code 0), wrong usage (code 2).
struct early_ending {
  int code = 0;
  std::string text{};
};

/// Opens nothing. `arguments` are without the program's name.
[[nodiscard]] std::optional<early_ending> parse(std::vector<std::string> arguments, monitor_arguments& into);

/// What to connect to and to chart there: the paths that were given, or the overview. May ask for a password
/// on the terminal. Errors: a path that cannot be parsed, a password that cannot be found.
[[nodiscard]] result<selection> first_selection(const monitor_arguments& arguments);

/// What the window is to stand like: the layout that was named, else the one that `last` holds, else none.
/// Options that were typed win over it, and so do paths over its counters. Without a name there is none for a
/// screenshot, which is to look the same wherever it is taken. Errors: errc::invalid_argument for a name that
/// `folder` has no layout of; errc::malformed_data for one that is none. A last one that cannot be read is
/// passed over.
[[nodiscard]] result<std::optional<layout>> first_layout(const monitor_arguments& arguments,
                                                         const std::filesystem::path& folder,
                                                         const std::filesystem::path& last);

}  // namespace perfdata::monitor
