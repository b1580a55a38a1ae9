#include "monitor/gui/panels/browser.hpp"

#include "monitor/gui/panels/counter_drag.hpp"
#include "monitor/gui/panels/language_menu.hpp"
#include "monitor/gui/panels/text.hpp"
#include "monitor/gui/visual_order.hpp"

#include <algorithm>
#include <imgui_internal.h>
#include <imgui_stdlib.h>
#include <string>
#include <utility>

namespace perfdata::monitor {
namespace {

using row_kind = browser_row::kind;

/// What the rows need while they are drawn.
struct browser_view {
  const monitor::frame& frame;
  selection& chosen;
  const monitor::look& look;
  source_id source;
  browser_memory& memory;

  void draw_rows();
  void draw_row(std::size_t position);
  void draw_mark(const browser_row& row, ImVec2 at) const;
  void draw_arrow(const browser_row& row, ImVec2 at) const;
  void draw_count(const browser_row& row) const;
  void act_on(std::size_t position, bool range);
  void toggle_path(const browser_row& row);
  void choose_range(std::size_t from, std::size_t to);
  [[nodiscard]] counter_path dragged_path(const browser_row& row) const;
  void drag(const browser_row& row);
  void pick(const browser_row& row);

  [[nodiscard]] const series* line_of(const counter_path& path) const;
  [[nodiscard]] float indent_of(const browser_row& row) const;
};

void draw_help(std::string_view title, std::string_view help, const look& look) {
  if (help.empty() || !rested_on_item()) return;
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(look.px(400));
  ImGui::PushFont(look.fonts.strong);
  ImGui::TextUnformatted(title.data(), title.data() + title.size());
  ImGui::PopFont();
  ImGui::TextUnformatted(help.data(), help.data() + help.size());
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

const series* browser_view::line_of(const counter_path& path) const {
  for (const auto& line : frame.lines)
    if (line.key.source == source && covers(path, line.newest)) return &line;
  return nullptr;
}

void browser_view::toggle_path(const browser_row& row) {
  const chosen_path path{source, memory.tree.path_of(row)};
  const bool charted = is_chosen(chosen, path);
  const series* line = path.path.has_wildcard() ? nullptr : line_of(path.path);
  if (line != nullptr && !charted)
    remove_line(chosen, series(*line));
  else if (charted)
    unchoose(chosen, path);
  else
    choose(chosen, path);
}

void browser_view::choose_range(std::size_t from, std::size_t to) {
  for (auto i = std::min(from, to); i <= std::max(from, to) && i < memory.tree.rows().size(); ++i) {
    const auto& row = memory.tree.rows()[i];
    if (!memory.tree.has_children(row) && row.is != row_kind::all_instances)
      choose(chosen, {source, memory.tree.path_of(row)});
  }
}

void browser_view::act_on(std::size_t position, bool range) {
  memory.picked.clear();
  const auto row = memory.tree.rows()[position];
  memory.cursor = position;
  const auto begin = std::exchange(memory.last_clicked, position);
  if (memory.tree.has_children(row))
    memory.tree.toggle(row);
  else if (range && begin)
    choose_range(*begin, position);
  else
    toggle_path(row);
}

/// As a drag means it: of a counter with instances, all of them.
counter_path browser_view::dragged_path(const browser_row& row) const {
  auto path = memory.tree.path_of(row);
  if (row.is == row_kind::counter && memory.tree.has_children(row)) path.instance = "*";
  return path;
}

void browser_view::pick(const browser_row& row) {
  const auto text = dragged_path(row).to_string();
  if (const auto [entry, added] = memory.picked.insert(text); !added) memory.picked.erase(entry);
}

void browser_view::drag(const browser_row& row) {
  if (row.is == row_kind::object) return;
  drag_counters(chosen, [&] {
    const auto own = dragged_path(row);
    std::vector<chosen_path> paths;
    if (memory.picked.contains(own.to_string()))
      for (const auto& text : memory.picked)
        if (auto path = counter_path::parse(text)) paths.push_back({source, std::move(*path)});
    if (paths.empty()) paths.push_back({source, own});
    return paths;
  });
}

float browser_view::indent_of(const browser_row& row) const {
  const float depth = row.is == row_kind::object ? 0.0f : row.is == row_kind::counter ? 1.0f : 2.0f;
  return depth * look.px(15);
}

void browser_view::draw_arrow(const browser_row& row, ImVec2 at) const {
  const float side = ImGui::GetFontSize();
  ImGui::RenderArrow(ImGui::GetWindowDrawList(), {at.x, at.y + side * 0.12f}, look.theme.muted,
                     memory.tree.is_open(row) ? ImGuiDir_Down : ImGuiDir_Right, 0.7f);
}

void browser_view::draw_mark(const browser_row& row, ImVec2 at) const {
  const chosen_path path{source, memory.tree.path_of(row)};
  const series* line = path.path.has_wildcard() ? nullptr : line_of(path.path);
  const float side = ImGui::GetFontSize();
  const ImVec2 middle{at.x + side * 0.4f, at.y + ImGui::GetTextLineHeight() / 2};
  auto& list = *ImGui::GetWindowDrawList();
  if (line != nullptr)
    list.AddCircleFilled(middle, side * 0.27f, line_colour(look.theme, line->colour));
  else if (is_chosen(chosen, path))
    list.AddCircleFilled(middle, side * 0.27f, look.theme.accent);
  else
    list.AddCircle(middle, side * 0.25f, look.theme.muted, 0, look.px(1));
}

void browser_view::draw_count(const browser_row& row) const {
  const auto& object = memory.tree.listed().objects[row.object];
  if (row.is != row_kind::object || !object.has_instances) return;
  const auto count = std::to_string(object.instances.size());
  const float right = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x - look.px(4);
  const ImVec2 low = ImGui::GetItemRectMin();
  ImGui::GetWindowDrawList()->AddText(
      {right - ImGui::CalcTextSize(count.c_str()).x, low.y + ImGui::GetStyle().ItemSpacing.y / 2},
      look.theme.muted, count.c_str());
}

void browser_view::draw_row(std::size_t position) {
  const auto row = memory.tree.rows()[position];
  std::string room;
  const auto label = in_visual_order(memory.tree.label_of(row), room);
  const float start = ImGui::GetCursorPosX();
  ImGui::SetCursorPosX(start + indent_of(row) + look.px(19));
  const ImVec2 text = ImGui::GetCursorScreenPos();
  ImGui::SetCursorPosX(start);
  ImGui::PushID(static_cast<int>(position));
  const bool picked = !memory.picked.empty() && row.is != row_kind::object &&
                      memory.picked.contains(dragged_path(row).to_string());
  const bool clicked = ImGui::Selectable("##row", memory.cursor == position || picked);
  drag(row);
  ImGui::PopID();
  draw_help(label, memory.tree.help_of(row), look);
  draw_count(row);
  auto& list = *ImGui::GetWindowDrawList();
  const ImU32 colour = row.is == row_kind::all_instances ? look.theme.accent : look.theme.text;
  list.AddText(text, colour, label.data(), label.data() + label.size());
  const ImVec2 mark{text.x - look.px(17), text.y};
  if (memory.tree.has_children(row))
    draw_arrow(row, mark);
  else
    draw_mark(row, mark);
  if (clicked && ImGui::GetIO().KeyCtrl && row.is != row_kind::object)
    pick(row);
  else if (clicked)
    act_on(position, ImGui::GetIO().KeyShift);
}

void browser_view::draw_rows() {
  if (memory.tree.rows().empty()) {
    draw_text("Nothing fits. Each word may stand in an object, a counter, its explanation or an instance.",
              look.theme.muted, true);
    return;
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(memory.tree.rows().size()));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw_row(static_cast<std::size_t>(i));
}

void draw_source_choice(const frame& frame, selection& chosen) {
  const auto* browsed = find_source(frame, chosen.browsed);
  ImGui::SetNextItemWidth(-1);
  if (!ImGui::BeginCombo("##source", browsed != nullptr ? browsed->label.c_str() : "")) return;
  for (const auto& source : frame.sources)
    if (ImGui::Selectable(source.label.c_str(), source.id == chosen.browsed)) chosen.browsed = source.id;
  ImGui::EndCombo();
}

void draw_header(const source_view* source, selection& chosen, const look& look, set_menu_memory& sets) {
  draw_heading("Counters", look);
  if (source == nullptr || !source->newest->catalog) return;
  const float width = ImGui::CalcTextSize("Refresh").x + ImGui::GetStyle().FramePadding.x * 2;
  const float before = ImGui::CalcTextSize("Sets").x + ImGui::GetStyle().FramePadding.x * 2;
  ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - width - before - language_menu_width());
  draw_language_menu(*source, chosen, look);
  ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - width - before);
  draw_set_menu(chosen, look, sets);
  ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - width);
  if (quiet_button("Refresh", look)) chosen.requests.emplace_back(refresh_request{source->id});
  if (rested_on_item()) ImGui::SetTooltip("Ask for the instances that are there now");
}

/// What the keyboard asks for while the filter has it.
struct filter_keys {
  int steps = 0;
  bool enter = false;
};

filter_keys draw_filter(selection& chosen, browser_memory& memory) {
  filter_keys keys;
  const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)); };
  if (std::exchange(memory.search_wanted, false)) ImGui::SetKeyboardFocusHere();
  ImGui::SetNextItemWidth(-1);
  keys.enter = ImGui::InputTextWithHint("##filter", "Search: disk read, sqlservr private, avby",
                                        &chosen.filter, ImGuiInputTextFlags_EnterReturnsTrue);
  if (keys.enter) ImGui::SetKeyboardFocusHere(-1);
  memory.searching = ImGui::IsItemActive() && !ImGui::IsItemActivated();
  if (ImGui::IsItemActive()) keys.steps = pressed(ImGuiKey_DownArrow) - pressed(ImGuiKey_UpArrow);
  return keys;
}

void follow_keys(browser_view& view, const filter_keys& keys) {
  auto& memory = view.memory;
  const auto count = memory.tree.rows().size();
  if (memory.cursor && *memory.cursor >= count) memory.cursor.reset();
  if (count == 0) return;
  if (keys.steps != 0) {
    const auto last = static_cast<std::ptrdiff_t>(count) - 1;
    const auto from = memory.cursor ? static_cast<std::ptrdiff_t>(*memory.cursor) : -1;
    memory.cursor = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(from + keys.steps, 0, last));
    const float height = ImGui::GetTextLineHeightWithSpacing();
    const float at = height * static_cast<float>(*memory.cursor);
    const float low = ImGui::GetScrollY();
    if (at < low || at + height > low + ImGui::GetWindowHeight())
      ImGui::SetScrollY(std::max(0.0f, at - ImGui::GetWindowHeight() / 2));
  }
  if (keys.enter && memory.cursor) view.act_on(*memory.cursor, false);
}

}  // namespace

void draw_browser(const frame& frame, selection& chosen, const look& look, browser_memory& memory) {
  const auto* source = find_source(frame, chosen.browsed);
  draw_header(source, chosen, look, memory.sets);
  if (frame.sources.size() > 1) draw_source_choice(frame, chosen);
  const auto keys = draw_filter(chosen, memory);

  ImGui::BeginChild("##tree", {0, 0}, false);
  if (source == nullptr) {
    draw_text("No source. Connect to one to see its counters.", look.theme.muted, true);
  } else if (!source->newest->catalog) {
    draw_text("Its counters are listed here once it answers.", look.theme.muted, true);
  } else {
    const auto& newest = *source->newest;
    if (!newest.without_language.empty()) draw_text(newest.without_language, look.theme.warning, true);
    memory.tree.show(newest.catalog, chosen.filter, newest.translated);
    browser_view view{frame, chosen, look, source->id, memory};
    follow_keys(view, keys);
    memory.tree.show(newest.catalog, chosen.filter, newest.translated);
    view.draw_rows();
  }
  ImGui::EndChild();
}

}  // namespace perfdata::monitor
