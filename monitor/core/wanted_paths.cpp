#include "monitor/core/wanted_paths.hpp"

#include <algorithm>

namespace perfdata::monitor {

std::vector<counter_path> charted_paths_of(source_id source, const selection& chosen) {
  std::vector<counter_path> paths;
  for (const auto& each : chosen.paths)
    if (each.source == source) paths.push_back(each.path);
  return paths;
}

std::vector<counter_path> wanted_paths_of(source_id source, const selection& chosen) {
  auto paths = charted_paths_of(source, chosen);
  if (chosen.ranked && chosen.ranked->source == source)
    paths.insert(paths.end(), chosen.ranked->paths.begin(), chosen.ranked->paths.end());
  return paths;
}

bool covered_by(const std::vector<counter_path>& paths, const row& line) noexcept {
  return std::ranges::any_of(paths, [&](const counter_path& path) { return covers(path, line); });
}

}  // namespace perfdata::monitor
