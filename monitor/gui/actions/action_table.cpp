#include "monitor/gui/actions/action_table.hpp"

#include "monitor/gui/actions/action_groups.hpp"
#include "monitor/gui/panels/main_view.hpp"

#include <utility>

namespace perfdata::monitor {
namespace {

std::vector<fixed_action> make_fixed_actions() {
  std::vector<fixed_action> all;
  add_keeping_actions(all);
  add_export_actions(all);
  add_layout_actions(all);
  add_note_actions(all);
  add_time_actions(all);
  add_look_actions(all);
  return all;
}

}  // namespace

std::span<const fixed_action> fixed_actions() {
  static const std::vector<fixed_action> all = make_fixed_actions();
  return all;
}

void follow_keys(const action_scene& scene) {
  for (const auto& each : fixed_actions())
    if (pressed(each.chord) && each.applies(scene)) return each.run(scene);
}

std::vector<action> actions_now(const action_scene& scene) {
  std::vector<action> all;
  for (const auto& each : fixed_actions())
    if (each.applies(scene)) all.push_back({each.name, each.keys, each.run});
  add_time_choices(scene, all);
  add_chart_actions(scene, all);
  add_kept_layouts(scene, all);
  add_written_notes(scene, all);
  add_kept_things(scene, all);
  add_language_choices(scene, all);
  add_source_actions(scene, all);
  add_line_actions(scene, all);
  return all;
}

void ask(const action_scene& scene, typed_question question) {
  scene.memory.palette.open = true;
  scene.memory.palette.question = std::move(question);
}

}  // namespace perfdata::monitor
