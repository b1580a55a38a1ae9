// Layouts as TOML, to be read and written by people: a file a layout.
#pragma once

#include "monitor/gui/layouts/layout.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/result.hpp>

namespace perfdata::monitor {

/// What a file may hold.
///
///   name = "nightly load"     theme = "dark|light|contrast"   page = "lines|ranking|objects"
///   show = "lines|stacked|bars|report"   axes = "lanes|shared"   columns = 1 to 4   span = 120.0  # seconds
///   desktop_alerts = true
///   [panels]   side, sources, lower, inspector   # points
///   [[chart]]  chart = "percent", "everything" or "own 1"; show, logarithmic, title,
///              thresholds = [{ from = 90.0 }, { to = 5.0 }]
///   [[source]] label, counters = ['\Object(instance)\Counter'], placed = [{ path, chart }]
///   [[line]]   source, path, colour, width, power, chart, hidden
///   [[note]]   time = 2026-11-23T03:12:01.307Z, text
///
/// All but the name may be left out; numbers beyond their limits are brought within. Errors:
/// errc::malformed_data with the line, for what is no TOML, has no name, a path or a chart that is none, or a
/// word that is not among those above.
[[nodiscard]] result<layout> parse_layout(std::string_view text);

/// The layout as parse_layout() reads it.
[[nodiscard]] std::string to_toml(const layout& kept);

/// "layouts" in the config folder; empty when that is not known.
[[nodiscard]] std::filesystem::path layout_folder();

/// Where the window leaves its layout for the next start; empty when there is no place for it.
[[nodiscard]] std::filesystem::path last_layout_file();

/// The layouts of a folder, by file name; of files that are none `problems` has a sentence each. Files of
/// more than 1 MiB are passed over.
[[nodiscard]] std::vector<layout> read_layouts(const std::filesystem::path& folder,
                                               std::vector<std::string>& problems);

/// Errors: errc::not_found; errc::malformed_data, with the file's name.
[[nodiscard]] result<layout> read_layout(const std::filesystem::path& file);

/// Writes the layout into the folder, which is made, under a file name made of its name; one of that name is
/// replaced. Errors: errc::invalid_argument for a name without a letter or figure, errc::system_failure.
[[nodiscard]] result<void> save_layout(const std::filesystem::path& folder, const layout& kept);

/// Writes it to that file, whose folder is made. Errors: errc::system_failure.
[[nodiscard]] result<void> write_layout(const std::filesystem::path& file, const layout& kept);

}  // namespace perfdata::monitor
