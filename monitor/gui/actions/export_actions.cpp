#include "monitor/core/chart_export.hpp"
#include "monitor/core/user_folders.hpp"
#include "monitor/gui/actions/action_groups.hpp"
#include "monitor/gui/actions/action_table.hpp"
#include "monitor/gui/panels/chart_panel.hpp"
#include "monitor/gui/panels/main_view.hpp"

#include <fmt/format.h>

namespace perfdata::monitor {
namespace {

std::string suggested(std::string_view ending) {
  return (documents_folder() / time_stamped_name(ending)).string();
}

chart_export what_is_shown(const action_scene& scene) {
  chart_export shown;
  for (const auto& line : scene.seen.lines)
    if (!scene.chosen.hidden.contains(line.key)) shown.lines.push_back(&line);
  shown.window = scene.chosen.view.marked.value_or(shown_window(scene.seen, scene.chosen));
  return shown;
}

result<void> export_csv(const action_scene& scene, const std::string& path) {
  const auto shown = what_is_shown(scene);
  const auto written = write_chart_csv(path, shown);
  if (!written) return failure(written.error());
  auto said = fmt::format("{} lines at {} moments are in {}", written->columns, written->rows, path);
  if (written->averaged) said += "\nThe oldest of them are averages: that is what is still kept.";
  const auto notes = write_notes_beside(path, scene.chosen.notes, shown.window);
  if (!notes) return failure(notes.error());
  if (!notes->empty()) said += "\nThe notes are in " + *notes;
  show_notice(scene.memory.notice, std::move(said));
  return {};
}

void export_csv_at_once(const action_scene& scene) {
  if (const auto done = export_csv(scene, suggested(".csv")); !done)
    show_failure(scene.memory.notice, done.error());
}

void ask_where_to_export(const action_scene& scene) {
  ask(scene, {.title = "Export what is shown as CSV",
              .hint = "a file",
              .text = suggested(".csv"),
              .answer = [](const action_scene& s, const std::string& path) { return export_csv(s, path); }});
}

void ask_where_to_save_picture(const action_scene& scene) {
  ask(scene, {.title = "Save a picture of the window",
              .hint = "a PNG file",
              .text = suggested(".png"),
              .answer = [](const action_scene& s, const std::string& path) -> result<void> {
                s.memory.picture_wanted = path;
                return {};
              }});
}

}  // namespace

void add_export_actions(std::vector<fixed_action>& to) {
  to.insert(to.end(),
            {{"Export what is shown, or marked, as CSV", "Ctrl E", control('E'), export_csv_at_once},
             {"Export what is shown as CSV to a file…", "", no_keys, ask_where_to_export},
             {"Save a picture of the window", "Ctrl Shift E", control_shift('E'),
              [](const action_scene& s) { s.memory.picture_wanted = suggested(".png"); }},
             {"Save a picture of the window to a file…", "", no_keys, ask_where_to_save_picture}});
}

}  // namespace perfdata::monitor
