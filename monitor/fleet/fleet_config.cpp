#include "monitor/fleet/fleet_config.hpp"

#include <algorithm>

#include <perfdata/query/counter_path.hpp>

namespace perfdata::fleet {

module_settings default_module() {
  module_settings settings;
  for (const char* object :
       {"Processor", "System", "Memory", "LogicalDisk", "PhysicalDisk", "Network Interface", "Process"})
    settings.objects.push_back({.object = object});
  return settings;
}

bool is_allowed(const std::vector<std::string>& patterns, std::string_view address) {
  return std::ranges::any_of(patterns, [&](const auto& each) { return matches_wildcard(each, address); });
}

}  // namespace perfdata::fleet
