#include "monitor/gui/actions/action_groups.hpp"
#include "monitor/gui/panels/language_menu.hpp"

#include <fmt/format.h>

namespace perfdata::monitor {

void add_language_choices(const action_scene& scene, std::vector<action>& to) {
  for (const auto& each : name_languages())
    if (scene.chosen.language != each.number)
      to.push_back({fmt::format("Names of counters: {}", each.name), "",
                    [number = each.number](const action_scene& s) { s.chosen.language = number; }});
}

}  // namespace perfdata::monitor
