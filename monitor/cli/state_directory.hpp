// What may be wrong with the folder in which a Samba server looks for counters.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace perfdata::cli {

/// One sentence for each doubt: that no Samba server uses the folder, or that the accounts which log on to it
/// cannot reach what is inside. Empty when all is well.
[[nodiscard]] std::vector<std::string> doubts_about(const std::filesystem::path& state_directory);

}  // namespace perfdata::cli
