#include "monitor/gui/actions/action_groups.hpp"
#include "monitor/gui/actions/action_table.hpp"
#include "monitor/gui/actions/typed_number.hpp"
#include "monitor/gui/panels/chart_plan.hpp"
#include "monitor/gui/panels/line_menu.hpp"
#include "monitor/gui/panels/main_view.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace perfdata::monitor {
namespace {

/// The line, if it is still there.
const series* line_of(const action_scene& scene, const series_key& key) {
  const auto& lines = scene.seen.lines;
  const auto found =
      std::find_if(lines.begin(), lines.end(), [&](const series& line) { return line.key == key; });
  return found == lines.end() ? nullptr : &*found;
}

void ask_for_width(const action_scene& scene, const series_key& key, const std::string& name) {
  ask(scene, {.title = "Width of " + name,
              .hint = "points; 0: as the others",
              .answer = [key](const action_scene& s, const std::string& text) -> result<void> {
                const auto width = typed_number(text, 0, static_cast<double>(widest_line));
                if (!width) return failure(width.error());
                s.chosen.line_setups[key].width = static_cast<float>(*width);
                return {};
              }});
}

void ask_for_scale(const action_scene& scene, const series_key& key, const std::string& name) {
  ask(scene, {.title = "Scale of " + name,
              .hint = "k, for values x 10^k; empty: as the axis needs",
              .answer = [key](const action_scene& s, const std::string& text) -> result<void> {
                auto& power = s.chosen.line_setups[key].power;
                power.reset();
                if (text.empty()) return {};
                const auto typed = typed_number(text, -greatest_power, greatest_power);
                if (!typed) return failure(typed.error());
                power = static_cast<int>(*typed);
                return {};
              }});
}

void add_line(const series& line, const selection& chosen, std::vector<action>& to) {
  const auto& key = line.key;
  const auto& name = line.name;
  if (chosen.hidden.contains(key))
    to.push_back({"Show " + name, "", [key](const action_scene& s) { s.chosen.hidden.erase(key); }});
  else
    to.push_back({"Hide " + name, "", [key](const action_scene& s) { s.chosen.hidden.insert(key); }});
  to.push_back({"Remove " + name, "", [key](const action_scene& s) {
                  if (const auto* found = line_of(s, key)) remove_line(s.chosen, *found);
                }});
  to.push_back({"Where the value comes from: " + name, "",
                [key](const action_scene& s) { s.chosen.inspected = key; }});
  to.push_back({"Give its own chart to " + name, "", [key](const action_scene& s) {
                  if (const auto* found = line_of(s, key)) give_own_chart(*found, s.chosen);
                }});
  to.push_back({"Another colour for " + name, "",
                [key, next = setup_of(chosen, key).colour.value_or(line.colour) + 1](const action_scene& s) {
                  s.chosen.line_setups[key].colour = next;
                }});
  to.push_back({fmt::format("Width of {}…", name), "",
                [key, name](const action_scene& s) { ask_for_width(s, key, name); }});
  to.push_back({fmt::format("Scale of {}…", name), "",
                [key, name](const action_scene& s) { ask_for_scale(s, key, name); }});
}

}  // namespace

void add_line_actions(const action_scene& scene, std::vector<action>& to) {
  for (const auto& line : scene.seen.lines) add_line(line, scene.chosen, to);
}

}  // namespace perfdata::monitor
