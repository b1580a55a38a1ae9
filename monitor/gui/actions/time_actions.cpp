#include "monitor/gui/actions/action_groups.hpp"
#include "monitor/gui/panels/legend_values.hpp"
#include "monitor/gui/panels/time_choices.hpp"
#include "monitor/gui/panels/toolbar.hpp"

#include <fmt/format.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace perfdata::monitor {
namespace {

constexpr double zoom_a_key = 0.8;
constexpr double pan_a_key = 0.1;  // of the span

void zoom_by(const action_scene& scene, double factor) {
  auto& view = scene.chosen.view;
  const auto known = known_time_of(scene.seen);
  const auto shown = shown_range(view, known);
  zoom(view, factor, view.crosshair.value_or((shown.begin + shown.end) / 2), known);
}

void pan_by(const action_scene& scene, double share) {
  const auto known = known_time_of(scene.seen);
  pan(scene.chosen.view, share * shown_range(scene.chosen.view, known).length(), known);
}

bool has_mark(const action_scene& scene) {
  return scene.chosen.view.marked.has_value();
}

void show_marked(const action_scene& scene) {
  auto& view = scene.chosen.view;
  show_range(view, *view.marked);
  view.marked.reset();
}

void mark_what_is_shown(const action_scene& scene) {
  scene.chosen.view.marked = shown_range(scene.chosen.view, known_time_of(scene.seen));
}

}  // namespace

void add_time_actions(std::vector<fixed_action>& to) {
  to.insert(
      to.end(),
      {{"Hold the charts still", "Space", plain_key(GLFW_KEY_SPACE),
        [](const action_scene& s) { pause(s.chosen.view, known_time_of(s.seen)); },
        [](const action_scene& s) { return s.chosen.view.follows(); }},
       {"Go on", "Space", plain_key(GLFW_KEY_SPACE), [](const action_scene& s) { follow(s.chosen.view); },
        [](const action_scene& s) { return !s.chosen.view.follows(); }},
       {"Follow the newest values", "L", character('l'),
        [](const action_scene& s) { follow(s.chosen.view); }},
       {"Fit everything that is kept", "F", character('f'),
        [](const action_scene& s) { fit(s.chosen.view, known_time_of(s.seen)); }},
       {"Earlier", "Left", plain_key(GLFW_KEY_LEFT, true),
        [](const action_scene& s) { pan_by(s, -pan_a_key); }},
       {"Later", "Right", plain_key(GLFW_KEY_RIGHT, true),
        [](const action_scene& s) { pan_by(s, pan_a_key); }},
       {"Nearer", "+", character('+'), [](const action_scene& s) { zoom_by(s, zoom_a_key); }},
       {"Nearer", "=", character('='), [](const action_scene& s) { zoom_by(s, zoom_a_key); }},
       {"Farther", "-", character('-'), [](const action_scene& s) { zoom_by(s, 1 / zoom_a_key); }},
       {"Zoom to the marked range", "Z", character('z'), show_marked, has_mark},
       {"Mark all that is shown: its statistics", "M", character('m'), mark_what_is_shown},
       {"Take the mark away", "Esc", plain_key(GLFW_KEY_ESCAPE),
        [](const action_scene& s) { s.chosen.view.marked.reset(); }, has_mark}});
}

void add_time_choices(const action_scene& scene, std::vector<action>& to) {
  for (const auto span : shown_spans) {
    const auto seconds = static_cast<double>(span.count());
    if (seconds == scene.chosen.view.span) continue;
    to.push_back({fmt::format("Show {}", duration_text(seconds)), "",
                  [seconds](const action_scene& s) { s.chosen.view.span = seconds; }});
  }
  for (const auto interval : sample_intervals) {
    if (interval == scene.chosen.interval) continue;
    to.push_back({fmt::format("Sample every {}", text_of(interval)), "",
                  [interval](const action_scene& s) { s.chosen.interval = interval; }});
  }
}

}  // namespace perfdata::monitor
