#include "monitor/gui/actions/note_actions.hpp"

#include "monitor/core/local_clock.hpp"
#include "monitor/gui/actions/action_groups.hpp"
#include "monitor/gui/actions/action_table.hpp"
#include "monitor/gui/panels/chart_panel.hpp"

#include <fmt/format.h>

namespace perfdata::monitor {
namespace {

constexpr std::size_t longest_note = 2000;  // bytes
constexpr std::size_t most_notes = 1000;

result<void> write_note(const action_scene& scene, const time_note& note) {
  if (note.text.empty())
    return failure({.code = errc::invalid_argument, .message = "Type what there is to say."});
  if (note.text.size() > longest_note || scene.chosen.notes.size() >= most_notes)
    return failure({.code = errc::invalid_argument, .message = "There is no room for so much."});
  scene.chosen.notes.push_back(note);
  if (!scene.seen.recording.path.empty()) scene.chosen.requests.emplace_back(note_request{note});
  return {};
}

/// Where the mouse is, or the newest moment that is shown.
void ask_for_note_here(const action_scene& scene) {
  const auto& view = scene.chosen.view;
  ask_for_note(scene, view.crosshair.value_or(shown_window(scene.seen, scene.chosen).end));
}

void show_moment(const action_scene& scene, double time) {
  auto& view = scene.chosen.view;
  const auto length = shown_window(scene.seen, scene.chosen).length();
  show_range(view, {time - length / 2, time + length / 2});
}

}  // namespace

void ask_for_note(const action_scene& scene, double time) {
  ask(scene, {.title = fmt::format("Note at {}", local_clock(time)),
              .hint = "what happened",
              .answer = [time](const action_scene& s, const std::string& text) {
                return write_note(s, {time, text});
              }});
}

void add_note_actions(std::vector<fixed_action>& to) {
  to.push_back({"Write a note here…", "N", character('n'), ask_for_note_here,
                [](const action_scene& s) { return s.seen.newest_time > 0; }});
}

void add_written_notes(const action_scene& scene, std::vector<action>& to) {
  for (const auto& note : scene.chosen.notes) {
    const auto name = fmt::format("{} {}", local_clock(note.time), note.text);
    to.push_back(
        {"Go to the note: " + name, "", [time = note.time](const action_scene& s) { show_moment(s, time); }});
    to.push_back({"Forget the note: " + name, "",
                  [note](const action_scene& s) { std::erase(s.chosen.notes, note); }});
  }
}

}  // namespace perfdata::monitor
