#include "monitor/gui/layouts/layout_scene.hpp"

#include "monitor/gui/panels/main_view.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace perfdata::monitor {
namespace {

const source_view* source_named(const frame& seen, const std::string& label) {
  const auto found = std::ranges::find(seen.sources, label, &source_view::label);
  return found == seen.sources.end() ? nullptr : &*found;
}

std::vector<layout_source> charted_sources(const action_scene& scene) {
  std::vector<layout_source> sources;
  for (const auto& source : scene.seen.sources) {
    layout_source one{.label = source.label};
    for (const auto& each : scene.chosen.paths)
      if (each.source == source.id) one.counters.push_back({each.path, each.chart});
    sources.push_back(std::move(one));
  }
  return sources;
}

std::vector<layout_line> set_up_lines(const action_scene& scene) {
  std::set<series_key> keys = scene.chosen.hidden;
  for (const auto& [key, setup] : scene.chosen.line_setups)
    if (setup != line_setup{}) keys.insert(key);
  std::vector<layout_line> lines;
  for (const auto& key : keys) {
    const auto* source = find_source(scene.seen, key.source);
    auto path = counter_path::parse(key.path);
    if (source == nullptr || !path) continue;
    path->machine.clear();
    const auto setup = scene.chosen.line_setups.find(key);
    lines.push_back({source->label, std::move(*path),
                     setup == scene.chosen.line_setups.end() ? line_setup{} : setup->second,
                     scene.chosen.hidden.contains(key)});
  }
  return lines;
}

/// @returns whether the source is there.
bool chart_counters(const action_scene& scene, const layout_source& awaited) {
  const auto* source = source_named(scene.seen, awaited.label);
  if (source == nullptr) return false;
  auto& chosen = scene.chosen;
  std::erase_if(chosen.paths, [&](const chosen_path& each) { return each.source == source->id; });
  std::erase_if(chosen.removed, [&](const series_key& each) { return each.source == source->id; });
  for (const auto& each : awaited.counters) choose(chosen, {source->id, each.path, each.chart});
  return true;
}

/// @returns whether the source is there and has said its name, which is part of a line's.
bool settle_line(const action_scene& scene, const layout_line& awaited) {
  const auto* source = source_named(scene.seen, awaited.source);
  if (source == nullptr || source->newest->machine.empty()) return false;
  auto path = awaited.path;
  path.machine = source->newest->machine;
  const series_key key{source->id, path.to_string()};
  if (awaited.setup != line_setup{}) scene.chosen.line_setups[key] = awaited.setup;
  if (awaited.hidden) scene.chosen.hidden.insert(key);
  return true;
}

panel_sizes sizes_of(const view_memory& memory) {
  return {memory.side_width / memory.scale, memory.sources_height / memory.scale,
          memory.legend_height / memory.scale, memory.inspector_width / memory.scale};
}

}  // namespace

layout layout_of(const action_scene& scene, std::string name) {
  const auto& chosen = scene.chosen;
  layout kept{.name = std::move(name),
              .theme = scene.memory.theme,
              .page = scene.memory.lower.page,
              .kind = chosen.kind,
              .axes = chosen.layout,
              .columns = chosen.chart_columns,
              .span = chosen.view.span,
              .desktop_alerts = scene.memory.desktop_alerts,
              .panels = sizes_of(scene.memory),
              .charts = chosen.charts,
              .sources = charted_sources(scene),
              .lines = set_up_lines(scene),
              .notes = chosen.notes};
  std::erase_if(kept.charts, [](const auto& each) { return each.second == chart_setup{}; });
  return kept;
}

void show_layout(const action_scene& scene, const layout& kept) {
  auto& [seen, chosen, memory] = scene;
  memory.theme = kept.theme;
  memory.lower.page = kept.page;
  memory.desktop_alerts = kept.desktop_alerts;
  chosen.kind = kept.kind;
  chosen.layout = kept.axes;
  chosen.chart_columns = kept.columns;
  chosen.view.span = kept.span;
  chosen.view.frozen_at.reset();
  memory.side_width = kept.panels.side * memory.scale;
  memory.sources_height = kept.panels.sources * memory.scale;
  memory.legend_height = kept.panels.lower * memory.scale;
  memory.inspector_width = kept.panels.inspector * memory.scale;
  chosen.charts = kept.charts;
  chosen.line_setups.clear();
  chosen.hidden.clear();
  for (const auto& note : kept.notes)
    if (std::ranges::find(chosen.notes, note) == chosen.notes.end()) chosen.notes.push_back(note);
  memory.layouts.awaited_sources = kept.sources;
  memory.layouts.awaited_lines = kept.lines;
  settle_layout(scene);
}

void settle_layout(const action_scene& scene) {
  auto& memory = scene.memory.layouts;
  std::erase_if(memory.awaited_sources, [&](const auto& each) { return chart_counters(scene, each); });
  std::erase_if(memory.awaited_lines, [&](const auto& each) { return settle_line(scene, each); });
}

}  // namespace perfdata::monitor
