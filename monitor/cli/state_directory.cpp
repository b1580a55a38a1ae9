#include "monitor/cli/state_directory.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace perfdata::cli {
namespace {

namespace fs = std::filesystem;

bool is_a_servers(const fs::path& folder) {
  std::error_code problem;
  fs::directory_iterator files(folder, problem);
  return !problem && std::any_of(begin(files), end(files),
                                 [](const auto& file) { return file.path().extension() == ".tdb"; });
}

bool lets_others_in(const fs::path& folder) {
  std::error_code problem;
  const auto about = fs::status(folder, problem);
  return problem || (about.permissions() & fs::perms::others_exec) != fs::perms::none;
}

}  // namespace

std::vector<std::string> doubts_about(const fs::path& state_directory) {
  std::vector<std::string> doubts;
  if (!is_a_servers(state_directory))
    doubts.push_back(
        fmt::format("no Samba server seems to use {}; testparm -s --parameter-name='state directory' prints "
                    "the folder that yours uses",
                    state_directory.string()));
  std::error_code problem;
  const auto whole = fs::absolute(state_directory / "perfmon", problem);
  fs::path reached;
  for (const auto& part : whole) {
    reached /= part;
    if (lets_others_in(reached)) continue;
    doubts.push_back(
        fmt::format("other users cannot enter {}, and smbd reads the counters as the account that has logged "
                    "on; chmod o+x {} lets them",
                    reached.string(), reached.string()));
  }
  return doubts;
}

}  // namespace perfdata::cli
