#include "monitor/cli/selection.hpp"

#include <fmt/format.h>

namespace perfdata::cli {
namespace {

bool is_elsewhere(const open_place& place, const counter_path& path) {
  return place.is_file && !path.machine.empty() &&
         !equals_ignoring_case(path.machine, place.source->machine()) &&
         !equals_ignoring_case(path.machine, place.recorded_host);
}

error of_another_machine(const open_place& place, const counter_path& path) {
  return {.code = errc::not_found,
          .message =
              fmt::format("{} matches nothing: the file is of {}", path.to_string(), place.source->machine()),
          .advice = "leave the machine out of the path"};
}

}  // namespace

std::vector<error> select_known(collector& counters, const open_place& place,
                                const std::vector<counter_path>& paths) {
  std::vector<error> unknown;
  std::vector<counter_path> known;
  for (const auto& path : paths) {
    if (is_elsewhere(place, path)) {
      unknown.push_back(of_another_machine(place, path));
    } else if (auto alone = counters.select({path}); !alone) {
      error named = alone.error();
      named.message = fmt::format("{} matches nothing: {}", path.to_string(), named.message);
      unknown.push_back(std::move(named));
    } else {
      known.push_back(path);
    }
  }
  // Each was accepted alone, so together they are; nothing known selects nothing.
  (void)counters.select(std::move(known));
  return unknown;
}

error matches_nothing(std::string_view path) {
  return {.code = errc::not_found,
          .message = fmt::format("{} matches nothing", path),
          .advice = "list what there is with: perfdata list --paths"};
}

}  // namespace perfdata::cli
