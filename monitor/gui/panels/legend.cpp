#include "monitor/gui/panels/legend.hpp"

#include "monitor/gui/chart/line_shapes.hpp"
#include "monitor/gui/panels/chart_panel.hpp"
#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string>

namespace perfdata::monitor {
namespace {

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

struct legend {
  const monitor::frame& frame;
  selection& chosen;
  const monitor::look& look;
  plot_range window;
  bool several_sources;
  bool scaled;
  std::optional<series_key> pointed_before;

  void draw_header() const;
  void draw_name(const series& line, ImU32 colour) const;
  void draw_values(const series& line, ImU32 colour) const;
  bool draw_row(const series& line) const;
  void draw_problem(const source_view& source, std::string_view path, std::string_view reason) const;
  void draw_problems() const;
};

void legend::draw_header() const {
  ImGui::TableSetupScrollFreeze(0, 1);
  const auto fixed = ImGuiTableColumnFlags_WidthFixed;
  ImGui::TableSetupColumn("", fixed, look.px(22));
  ImGui::TableSetupColumn("Counter", ImGuiTableColumnFlags_WidthStretch, 2.6f);
  ImGui::TableSetupColumn("Instance", ImGuiTableColumnFlags_WidthStretch, 1.3f);
  ImGui::TableSetupColumn("Object", ImGuiTableColumnFlags_WidthStretch, 1.6f);
  if (several_sources) ImGui::TableSetupColumn("Source", ImGuiTableColumnFlags_WidthStretch, 1.6f);
  for (const char* name : {"Last", "Min", "Average", "Max"})
    ImGui::TableSetupColumn(name, fixed, look.px(78));
  if (scaled) ImGui::TableSetupColumn("Scale", fixed, look.px(58));
  ImGui::TableSetupColumn("##remove", fixed, look.px(20));
  ImGui::TableNextRow();
  const int columns = ImGui::TableGetColumnCount();
  const int first_number = several_sources ? 5 : 4;
  for (int i = 0; i + 1 < columns; ++i) {
    ImGui::TableSetColumnIndex(i);
    if (i >= first_number)
      draw_right_aligned(ImGui::TableGetColumnName(i), look.theme.muted);
    else
      draw_text(ImGui::TableGetColumnName(i), look.theme.muted);
  }
}

void legend::draw_name(const series& line, ImU32 colour) const {
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

void legend::draw_values(const series& line, ImU32 colour) const {
  const auto kind = line.unit.kind;
  const auto summary = summarize(line.history, window.begin, window.end);
  const auto& history = line.history;
  const bool gap = !chosen.frozen_at && !history.empty() && !history.back().has_value();
  if (gap)
    cell(reason_for_gap(history.back().status), look.theme.warning);
  else
    cell(summary.values > 0 ? format_value(summary.last, kind) : "–", colour);
  for (const double value : {summary.minimum, summary.average, summary.maximum})
    cell(summary.values > 0 ? format_value(value, kind) : "–", look.theme.muted);
  if (scaled) cell(scale_text(shared_scale(line, window)), look.theme.muted);
}

bool legend::draw_row(const series& line) const {
  const bool hidden = chosen.hidden.contains(line.key);
  const ImU32 colour = hidden ? look.theme.muted : look.theme.text;
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  if (draw_swatch("##colour", line_colour(look.theme, line.colour), hidden, look)) {
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

}  // namespace

void draw_legend(const frame& frame, selection& chosen, const look& look) {
  const bool scaled = chosen.layout == chart_layout::shared_axis;
  const legend rows{frame,  chosen,        look, shown_window(frame, chosen), frame.sources.size() > 1,
                    scaled, chosen.pointed};
  const int columns = 9 + (rows.several_sources ? 1 : 0) + (scaled ? 1 : 0);
  const auto flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_PadOuterX;
  if (!ImGui::BeginTable("##legend", columns, flags)) return;
  rows.draw_header();
  if (ImGui::IsWindowHovered()) chosen.pointed.reset();
  for (std::size_t i = 0; i < frame.lines.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    if (rows.draw_row(frame.lines[i])) chosen.pointed = frame.lines[i].key;
    ImGui::PopID();
  }
  rows.draw_problems();
  ImGui::EndTable();
}

}  // namespace perfdata::monitor
