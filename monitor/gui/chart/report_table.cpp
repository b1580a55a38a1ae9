#include "monitor/gui/chart/report_table.hpp"

#include "monitor/core/history/history_moment.hpp"
#include "monitor/gui/chart/line_shapes.hpp"
#include "monitor/gui/visual_order.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <string>
#include <string_view>

namespace perfdata::monitor {
namespace {

constexpr std::size_t most_columns = 60;  // ImGui tables hold 64

std::size_t place_of(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  names.push_back(name);
  return names.size() - 1;
}

report_layout::table& table_of(report_layout& layout, const char* object) {
  for (auto& each : layout.tables)
    if (each.object == object) return each;
  return layout.tables.emplace_back(report_layout::table{.object = object});
}

/// A table while its size is not yet known.
struct placed_line {
  std::size_t table, row, column, line;
};

struct report_drawer {
  const chart_lane& lane;
  double time;
  const chart_style& style;
  std::optional<std::size_t> pointed{};

  void draw_value(std::size_t number) {
    const auto& line = lane.lines[number];
    const auto moment = moment_at(*line.history, time, std::numeric_limits<double>::infinity());
    const bool valued = moment && moment->value;
    const auto text = valued ? format_value(*moment->value, line.unit)
                             : std::string(moment ? reason_for_gap(moment->reason) : "–");
    const float room = ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(text.c_str()).x;
    if (room > 0) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room);
    const bool alarming = is_loud(line);
    const ImU32 colour = alarming ? style.alert : valued ? style.title_text : style.axis_text;
    ImGui::PushStyleColor(ImGuiCol_Text, line.emphasised ? line.colour : colour);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopStyleColor();
    if (ImGui::IsItemHovered()) pointed = number;
  }

  [[nodiscard]] bool is_loud(const chart_line& line) const noexcept {
    const auto moment = moment_at(*line.history, time, std::numeric_limits<double>::infinity());
    return moment && moment->value &&
           std::any_of(lane.thresholds.begin(), lane.thresholds.end(),
                       [&](const threshold& each) { return each.holds(*moment->value); });
  }

  void draw(const report_layout::table& table) {
    ImGui::PushStyleColor(ImGuiCol_Text, style.title_text);
    draw_name(table.object);
    ImGui::PopStyleColor();
    const std::size_t columns = std::min(table.instances.size(), most_columns);
    const auto flags = ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_BordersInnerH |
                       ImGuiTableFlags_NoHostExtendX | ImGuiTableFlags_PadOuterX;
    if (!ImGui::BeginTable(table.object.c_str(), static_cast<int>(columns) + 1, flags)) return;
    const bool named = columns > 1 || !table.instances[0].empty();
    if (named) draw_header(table, columns);
    for (std::size_t row = 0; row < table.counters.size(); ++row) {
      ImGui::TableNextRow();
      ImGui::TableNextColumn();
      draw_disabled(table.counters[row]);
      for (std::size_t column = 0; column < columns; ++column) {
        ImGui::TableNextColumn();
        if (const auto line = table.cells[row * table.instances.size() + column]) draw_value(*line);
      }
    }
    ImGui::EndTable();
    ImGui::Dummy({0, ImGui::GetFontSize() * 0.4f});
  }

  static void draw_name(std::string_view logical) {
    std::string room;
    const auto name = in_visual_order(logical, room);
    ImGui::TextUnformatted(name.data(), name.data() + name.size());
  }

  static void draw_disabled(std::string_view name) {
    ImGui::PushStyleColor(ImGuiCol_Text, ImGui::GetColorU32(ImGuiCol_TextDisabled));
    draw_name(name);
    ImGui::PopStyleColor();
  }

  static void draw_header(const report_layout::table& table, std::size_t columns) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    for (std::size_t column = 0; column < columns; ++column) {
      ImGui::TableNextColumn();
      const auto& name = table.instances[column];
      const float room = ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(name.c_str()).x;
      if (room > 0) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room);
      draw_disabled(name);
    }
  }
};

}  // namespace

report_layout lay_out_report(const chart_lane& lane) {
  report_layout layout;
  std::vector<placed_line> places;
  std::set<std::array<std::size_t, 3>> taken;
  for (std::size_t i = 0; i < lane.lines.size(); ++i) {
    const auto& line = lane.lines[i];
    auto& table = table_of(layout, line.object);
    placed_line place{static_cast<std::size_t>(&table - layout.tables.data()), 0, 0, i};
    place.row = place_of(table.counters, line.counter);
    std::string instance = line.instance;
    for (int again = 2;; ++again) {
      place.column = place_of(table.instances, instance);
      if (taken.insert({place.table, place.row, place.column}).second) break;
      instance = std::string(line.instance) + " (" + std::to_string(again) + ")";
    }
    places.push_back(place);
  }
  for (auto& table : layout.tables) table.cells.resize(table.counters.size() * table.instances.size());
  for (const auto& place : places) {
    auto& table = layout.tables[place.table];
    table.cells[place.row * table.instances.size() + place.column] = place.line;
  }
  return layout;
}

std::optional<std::size_t> draw_report(const char* id, ImVec2 size, const chart_lane& lane, double time,
                                       const chart_style& style) {
  report_drawer drawer{lane, time, style};
  ImGui::BeginChild(id, size, false, ImGuiWindowFlags_HorizontalScrollbar);
  for (const auto& table : lay_out_report(lane).tables) drawer.draw(table);
  ImGui::EndChild();
  return drawer.pointed;
}

}  // namespace perfdata::monitor
