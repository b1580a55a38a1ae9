// Where a person's settings, the program's memory and a person's documents are kept: the XDG base
// directories.
//
// Source: XDG Base Directory Specification 0.8; xdg-user-dirs for the documents.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace perfdata::monitor {

/// "perfdata" in XDG_CONFIG_HOME or ~/.config; empty when neither is known.
[[nodiscard]] std::filesystem::path config_folder();

/// "perfdata" in XDG_STATE_HOME, LOCALAPPDATA or ~/.local/state; empty when none is known.
[[nodiscard]] std::filesystem::path state_folder();

/// What XDG_DOCUMENTS_DIR says, in the environment or in user-dirs.dirs, when it is there; else the home
/// folder; else empty: the current one.
[[nodiscard]] std::filesystem::path documents_folder();

/// The folder that a line of user-dirs.dirs names for `variable`: XDG_DOCUMENTS_DIR="$HOME/Documents". Empty
/// when none does.
[[nodiscard]] std::filesystem::path folder_in_user_dirs(std::string_view text, std::string_view variable,
                                                        const std::filesystem::path& home);

/// A file name after the time in UTC: "perfdata-20261123-142501Z.csv" for ".csv".
[[nodiscard]] std::string time_stamped_name(std::string_view ending);

}  // namespace perfdata::monitor
