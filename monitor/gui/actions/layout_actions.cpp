#include "monitor/gui/actions/action_groups.hpp"
#include "monitor/gui/actions/action_table.hpp"
#include "monitor/gui/layouts/layout_file.hpp"
#include "monitor/gui/panels/main_view.hpp"

namespace perfdata::monitor {
namespace {

void ask_for_layout_name(const action_scene& scene) {
  ask(scene, {.title = "Keep this layout",
              .hint = "its name",
              .answer = [](const action_scene& s, const std::string& name) -> result<void> {
                auto saved = save_layout(s.memory.layouts.folder, layout_of(s, name));
                if (saved)
                  show_notice(s.memory.notice, "The layout is kept in " + s.memory.layouts.folder.string());
                return saved;
              }});
}

}  // namespace

void add_layout_actions(std::vector<fixed_action>& to) {
  to.insert(to.end(), {{"Keep this layout under a name…", "Ctrl S", control('S'), ask_for_layout_name,
                        [](const action_scene& s) { return !s.memory.layouts.folder.empty(); }},
                       {"Layout as at first", "", no_keys, [](const action_scene& s) {
                          layout first;
                          first.theme = s.memory.theme;
                          show_layout(s, first);
                        }}});
}

void add_kept_layouts(const action_scene& scene, std::vector<action>& to) {
  std::vector<std::string> problems;
  for (auto& kept : read_layouts(scene.memory.layouts.folder, problems)) {
    auto name = "Layout: " + kept.name;
    to.push_back(
        {std::move(name), "", [kept = std::move(kept)](const action_scene& s) { show_layout(s, kept); }});
  }
  // Who mends a file finds here what is wrong with it.
  for (const auto& problem : problems)
    to.push_back({"Layout that cannot be read: " + problem, "", [problem](const action_scene& s) {
                    show_failure(s.memory.notice, {.code = errc::malformed_data, .message = problem});
                  }});
}

}  // namespace perfdata::monitor
