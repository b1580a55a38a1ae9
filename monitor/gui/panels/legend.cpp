#include "monitor/gui/panels/legend.hpp"

#include "monitor/core/local_clock.hpp"
#include "monitor/gui/chart/line_shapes.hpp"
#include "monitor/gui/chart/thresholds.hpp"
#include "monitor/gui/panels/chart_panel.hpp"
#include "monitor/gui/panels/line_menu.hpp"
#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <utility>

namespace perfdata::monitor {
namespace {

constexpr std::size_t few_values = 4;         // columns of numbers that leave room for four names
constexpr float room_of_four_names = 700;     // points, of the whole table
constexpr float room_of_one_name = 42 + 170;  // points, with the swatch and the cross
constexpr float narrow_value = 74;            // points
constexpr float narrow_padding = 4;           // points

bool draw_swatch(const char* id, ImU32 colour, bool hidden, const look& look) {
  const float height = ImGui::GetTextLineHeight();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool clicked = ImGui::InvisibleButton(id, {height * 1.2f, height});
  const float inset = height * 0.22f;
  const ImVec2 low{at.x + inset, at.y + inset};
  const ImVec2 high{at.x + height * 1.2f - inset, at.y + height - inset};
  auto& list = *ImGui::GetWindowDrawList();
  if (hidden)
    list.AddRect(low, high, faded(colour, 0.7f), look.px(3), 0, look.px(1.2f));
  else
    list.AddRectFilled(low, high, colour, look.px(3));
  if (rested_on_item()) ImGui::SetTooltip("%s", hidden ? "Show this line" : "Hide this line");
  return clicked;
}

void cell(std::string_view text, ImU32 colour) {
  ImGui::TableNextColumn();
  draw_right_aligned(text, colour);
}

std::string scale_text(double scale) {
  return scale == 1 ? "1" : fmt::format("{:g}", scale);
}

bool shows_scales(const selection& chosen) {
  return chosen.layout == chart_layout::shared_axis ||
         std::ranges::any_of(chosen.line_setups,
                             [](const auto& each) { return each.second.power.has_value(); });
}

/// How many columns of values stand beside a line's whole name; at least one.
std::size_t values_beside_names(float room, const look& look) {
  const float left = room / look.scale - room_of_one_name;
  return static_cast<std::size_t>(std::max(1.0f, left / (narrow_value + 2 * narrow_padding)));
}

struct legend {
  const monitor::frame& frame;
  selection& chosen;
  const monitor::look& look;
  legend_memory& memory;
  time_range window;
  std::vector<std::string> headings;
  bool several_sources;
  bool scaled;
  bool narrow;  ///< a line's name says all of it, in one column
  std::optional<series_key> pointed_before;

  void draw_header() const;
  [[nodiscard]] std::string whole_name(const series& line) const;
  void draw_name(const series& line, ImU32 colour) const;
  void draw_values(const series& line, ImU32 colour) const;
  [[nodiscard]] bool is_loud(const series& line) const;
  bool draw_row(const series& line) const;
  void draw_rows() const;
  void draw_problem(const source_view& source, std::string_view path, std::string_view reason) const;
  void draw_problems() const;
  void draw_range() const;
  [[nodiscard]] int columns() const noexcept {
    const int names = narrow ? 1 : several_sources ? 4 : 3;
    return 2 + names + static_cast<int>(headings.size()) + (scaled ? 1 : 0);
  }
};

void legend::draw_header() const {
  ImGui::TableSetupScrollFreeze(0, 1);
  const auto fixed = ImGuiTableColumnFlags_WidthFixed;
  ImGui::TableSetupColumn("", fixed, look.px(22));
  ImGui::TableSetupColumn("Counter", ImGuiTableColumnFlags_WidthStretch, 2.6f);
  if (!narrow) ImGui::TableSetupColumn("Instance", ImGuiTableColumnFlags_WidthStretch, 1.3f);
  if (!narrow) ImGui::TableSetupColumn("Object", ImGuiTableColumnFlags_WidthStretch, 1.6f);
  if (several_sources && !narrow) ImGui::TableSetupColumn("Source", ImGuiTableColumnFlags_WidthStretch, 1.6f);
  for (const auto& name : headings)
    ImGui::TableSetupColumn(name.c_str(), fixed, look.px(narrow ? narrow_value : 84));
  if (scaled) ImGui::TableSetupColumn("Scale", fixed, look.px(58));
  ImGui::TableSetupColumn("##remove", fixed, look.px(20));
  ImGui::TableNextRow();
  const int columns = ImGui::TableGetColumnCount();
  const int first_number = (narrow ? 2 : 4) + (several_sources && !narrow ? 1 : 0);
  for (int i = 0; i + 1 < columns; ++i) {
    ImGui::TableSetColumnIndex(i);
    if (i >= first_number)
      draw_right_aligned(ImGui::TableGetColumnName(i), look.theme.muted);
    else
      draw_text(ImGui::TableGetColumnName(i), look.theme.muted);
  }
}

/// What tells lines apart stands first: the end is cut off where there is no room.
std::string legend::whole_name(const series& line) const {
  auto name = line.newest.instance.empty()
                  ? line.newest.counter
                  : fmt::format("{} ({})", line.newest.counter, line.newest.instance);
  const auto* source = find_source(frame, line.key.source);
  return several_sources && source != nullptr ? fmt::format("{} · {}", name, source->label) : name;
}

void legend::draw_name(const series& line, ImU32 colour) const {
  if (narrow) {
    ImGui::TableNextColumn();
    draw_clipped(whole_name(line), colour, ImGui::GetContentRegionAvail().x);
    return;
  }
  ImGui::TableNextColumn();
  draw_clipped(line.newest.counter, colour, ImGui::GetContentRegionAvail().x);
  ImGui::TableNextColumn();
  draw_clipped(line.newest.instance, colour, ImGui::GetContentRegionAvail().x);
  ImGui::TableNextColumn();
  draw_clipped(line.newest.object, look.theme.muted, ImGui::GetContentRegionAvail().x);
  if (!several_sources) return;
  ImGui::TableNextColumn();
  const auto* source = find_source(frame, line.key.source);
  draw_clipped(source != nullptr ? source->label : "", look.theme.muted, ImGui::GetContentRegionAvail().x);
}

bool legend::is_loud(const series& line) const {
  const auto found = chosen.charts.find(chart_of(line, chosen));
  return found != chosen.charts.end() && is_in_alert(line.history, found->second.thresholds);
}

void legend::draw_values(const series& line, ImU32 colour) const {
  const auto cells = legend_cells(line, chosen.view, window, memory.marked);
  const ImU32 first = is_loud(line) ? look.theme.bad : colour;
  for (std::size_t i = 0; i < std::min(cells.size(), headings.size()); ++i) {
    const ImU32 usual = i == 0 ? first : look.theme.muted;
    cell(cells[i].text, cells[i].is_gap ? look.theme.warning : chosen.view.marked ? colour : usual);
  }
  if (scaled) cell(scale_text(scale_of(line, chosen, window)), look.theme.muted);
}

bool legend::draw_row(const series& line) const {
  const bool hidden = chosen.hidden.contains(line.key);
  const ImU32 colour = hidden ? look.theme.muted : look.theme.text;
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  if (draw_swatch("##colour", colour_of(line, chosen, look.theme), hidden, look)) {
    if (hidden)
      chosen.hidden.erase(line.key);
    else
      chosen.hidden.insert(line.key);
  }
  ImGui::SameLine();
  // Behind the whole row, so that the mouse anywhere on it points at the line.
  ImGui::Selectable("##row", pointed_before == line.key,
                    ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowItemOverlap);
  const bool pointed = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0))
    ImGui::SetClipboardText(line.key.path.c_str());
  if (ImGui::BeginPopupContextItem("##line-menu")) {
    draw_line_menu(line, chosen, look);
    ImGui::EndPopup();
  }
  draw_name(line, colour);
  draw_values(line, colour);
  ImGui::TableNextColumn();
  if (cross_button("##remove", look)) remove_line(chosen, line);
  return pointed;
}

void legend::draw_problem(const source_view& source, std::string_view path, std::string_view reason) const {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::TableNextColumn();
  const auto text = fmt::format("{}  –  {}", path, reason);
  const float end = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x;
  // Reasons are sentences: they run over the columns of numbers, which such a row does not have.
  ImGui::PushClipRect(ImGui::GetCursorScreenPos(),
                      {end, ImGui::GetCursorScreenPos().y + ImGui::GetTextLineHeight()}, false);
  draw_text(several_sources ? fmt::format("{}: {}", source.label, text) : text, look.theme.warning);
  ImGui::PopClipRect();
}

void legend::draw_problems() const {
  for (const auto& source : frame.sources) {
    for (const auto& rejected : source.newest->rejected)
      draw_problem(source, rejected.path.to_string(), rejected.reason);
    if (source.newest->recent.empty()) continue;
    for (const auto& path : source.newest->recent.back()->unmatched())
      draw_problem(source, path, "nothing matches it now");
    for (const auto& each : source.newest->recent.back()->left_out())
      draw_problem(source, each.object, fmt::format("left out: {}", each.why.message));
  }
}

void legend::draw_rows() const {
  if (ImGui::IsWindowHovered()) chosen.pointed.reset();
  ImGuiListClipper visible;
  visible.Begin(static_cast<int>(frame.lines.size()));
  while (visible.Step())
    for (int i = visible.DisplayStart; i < visible.DisplayEnd; ++i) {
      const auto& line = frame.lines[static_cast<std::size_t>(i)];
      ImGui::PushID(i);
      if (draw_row(line)) chosen.pointed = line.key;
      ImGui::PopID();
    }
  visible.End();
}

/// What the numbers are of, while a range is marked.
void legend::draw_range() const {
  if (!chosen.view.marked) return;
  const auto& range = *chosen.view.marked;
  const bool fine = range.length() < 60;
  draw_text(fmt::format("{} – {}  ·  {}", local_clock(range.begin, fine), local_clock(range.end, fine),
                        duration_text(range.length())),
            look.theme.accent);
  ImGui::SameLine(0, look.px(14));
  if (quiet_button("Zoom to it (Z)", look)) show_range(chosen.view, range);
  ImGui::SameLine();
  if (quiet_button("Clear (Esc)", look)) chosen.view.marked.reset();
}

}  // namespace

void draw_legend(const frame& frame, selection& chosen, const look& look, legend_memory& memory) {
  auto headings = legend_headings(chosen.view);
  const float room = ImGui::GetContentRegionAvail().x;
  const bool narrow = headings.size() > few_values || room < look.px(room_of_four_names);
  // The first ones say most; the others are there again when there is room.
  if (narrow) headings.resize(std::min(values_beside_names(room, look), headings.size()));
  const legend rows{frame,
                    chosen,
                    look,
                    memory,
                    shown_window(frame, chosen),
                    std::move(headings),
                    frame.sources.size() > 1,
                    shows_scales(chosen),
                    narrow,
                    chosen.pointed};
  rows.draw_range();
  const ImVec2 padding = ImGui::GetStyle().CellPadding;
  ImGui::PushStyleVar(ImGuiStyleVar_CellPadding,
                      {rows.narrow ? look.px(narrow_padding) : padding.x, padding.y});
  const auto flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_PadOuterX;
  // Columns that come and go are another table: ImGui keeps the widths of each.
  if (!ImGui::BeginTable(fmt::format("##legend {} {}", rows.columns(), rows.narrow).c_str(), rows.columns(),
                         flags))
    return ImGui::PopStyleVar();
  rows.draw_header();
  rows.draw_rows();
  rows.draw_problems();
  ImGui::EndTable();
  ImGui::PopStyleVar();
}

}  // namespace perfdata::monitor
