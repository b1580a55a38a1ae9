#include "monitor/core/first_paths.hpp"
#include "monitor/gui/actions/action_groups.hpp"
#include "monitor/gui/actions/action_table.hpp"
#include "monitor/gui/counter_set_file.hpp"
#include "monitor/gui/panels/main_view.hpp"

#include <fmt/format.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace perfdata::monitor {
namespace {

bool records(const action_scene& scene) {
  return !scene.seen.recording.path.empty();
}

void ask_for_file(const action_scene& scene) {
  ask(scene, {.title = "Open a file",
              .hint = "a recording, .blg, PDH-CSV, SQLite, JSON lines or raw block",
              .answer = [](const action_scene& s, const std::string& path) -> result<void> {
                connect_form form;
                form.where = static_cast<int>(connect_form::place::file);
                form.path = path;
                auto asked = to_request(form);
                if (!asked) return failure(asked.error());
                asked->paths = first_paths(asked->options.place);
                s.chosen.requests.emplace_back(std::move(*asked));
                return {};
              }});
}

void ask_for_set_name(const action_scene& scene) {
  ask(scene, {.title = "Keep what is charted as a set of counters",
              .hint = "its name",
              .answer = [](const action_scene& s, const std::string& name) {
                return save_counter_set(s.memory.browser.sets.folder,
                                        charted_set(s.chosen, s.chosen.browsed, name));
              }});
}

void connect_this_machine(const action_scene& scene) {
  scene.chosen.requests.emplace_back(connect_request{{}, overview_paths()});
}

}  // namespace

void add_keeping_actions(std::vector<fixed_action>& to) {
  to.insert(
      to.end(),
      {{"Show the keys", "F1", plain_key(GLFW_KEY_F1),
        [](const action_scene& s) { s.memory.shortcuts.listed = !s.memory.shortcuts.listed; }},
       {"Choose from everything that can be done", "Ctrl P", control('P'),
        [](const action_scene& s) { s.memory.palette.open = true; },
        [](const action_scene& s) { return !s.memory.palette.open; }},
       {"Choose from everything that can be done", "Ctrl Shift P", control_shift('P'),
        [](const action_scene& s) { s.memory.palette.open = true; },
        [](const action_scene& s) { return !s.memory.palette.open; }},
       {"Close the page of keys", "Esc", plain_key(GLFW_KEY_ESCAPE),
        [](const action_scene& s) { s.memory.shortcuts.listed = false; },
        [](const action_scene& s) { return s.memory.shortcuts.listed; }},
       {"Close the origin of the value", "Esc", plain_key(GLFW_KEY_ESCAPE),
        [](const action_scene& s) { s.chosen.inspected.reset(); },
        [](const action_scene& s) { return s.chosen.inspected.has_value(); }},
       {"Search for counters", "Ctrl F", control('F'),
        [](const action_scene& s) { s.memory.browser.search_wanted = true; }},
       {"Connect to a machine…", "Ctrl O", control('O'),
        [](const action_scene& s) { s.chosen.connect_open = true; }},
       {"Open a file…", "Ctrl Shift O", control_shift('O'), ask_for_file},
       {"Connect to this machine", "", no_keys, connect_this_machine},
       {"Record", "Ctrl R", control('R'),
        [](const action_scene& s) { s.chosen.requests.emplace_back(record_request{suggested_recording()}); },
        [](const action_scene& s) { return !records(s); }},
       {"End the recording", "Ctrl R", control('R'),
        [](const action_scene& s) { s.chosen.requests.emplace_back(record_request{}); }, records},
       {"Take back the last change", "Ctrl Z", control('Z'),
        [](const action_scene& s) { s.memory.shortcuts.undo.undo(s.chosen, s.seen); },
        [](const action_scene&) { return !ImGui::GetIO().WantTextInput; }},
       {"Do the last change again", "Ctrl Y", control('Y'),
        [](const action_scene& s) { s.memory.shortcuts.undo.redo(s.chosen, s.seen); },
        [](const action_scene&) { return !ImGui::GetIO().WantTextInput; }},
       {"Keep what is charted as a set…", "", no_keys, ask_for_set_name,
        [](const action_scene& s) { return !s.memory.browser.sets.folder.empty(); }}});
}

void add_kept_things(const action_scene& scene, std::vector<action>& to) {
  const auto add = [&](const counter_set& set) {
    to.push_back({fmt::format("Chart the set: {}", set.name), "",
                  [set](const action_scene& s) { show_set(s.chosen, s.chosen.browsed, set); }});
  };
  for (const auto& set : preset_sets()) add(set);
  std::vector<std::string> problems;  // the menu of sets tells them
  for (const auto& set : read_counter_sets(scene.memory.browser.sets.folder, problems)) add(set);
}

}  // namespace perfdata::monitor
