#include "monitor/gui/panels/chart_panel.hpp"

#include "monitor/gui/chart/note_flags.hpp"
#include "monitor/gui/panels/chart_menu.hpp"
#include "monitor/gui/panels/counter_drag.hpp"
#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <utility>

namespace perfdata::monitor {
namespace {

constexpr float least_lane_height = 84;

/// The source that keeps the chart empty, if one does.
const source_view* troubled_source(const frame& frame) {
  for (const auto& source : frame.sources)
    if (source.newest->last_error && source.newest->state != source_state::live) return &source;
  return nullptr;
}

void draw_centred(const std::string& text, ImU32 colour, float width, float y) {
  const float used = std::min(width, ImGui::CalcTextSize(text.c_str(), nullptr, false, width).x);
  const float left = (ImGui::GetWindowWidth() - used) / 2;
  ImGui::SetCursorPos({left, y});
  ImGui::PushTextWrapPos(left + used + 1);
  draw_text(text, colour);
  ImGui::PopTextWrapPos();
}

void draw_empty(const frame& frame, const selection& chosen, const look& look) {
  const float width = std::min(ImGui::GetContentRegionAvail().x * 0.8f, look.px(560));
  const float y = ImGui::GetWindowHeight() * 0.42f;
  const auto* troubled = troubled_source(frame);
  if (!frame.lines.empty())
    return draw_centred("Every line is hidden. Click a colour in the legend to show it.", look.theme.muted,
                        width, y);
  if (chosen.paths.empty())
    return draw_centred("Choose counters on the left to chart them.", look.theme.muted, width, y);
  if (troubled == nullptr) return draw_centred("Waiting for the first values…", look.theme.muted, width, y);
  const auto& trouble = *troubled->newest->last_error;
  draw_centred(trouble.message, look.theme.text, width, y);
  if (!trouble.advice.empty())
    draw_centred("Try: " + trouble.advice, look.theme.muted, width, ImGui::GetCursorPosY() + look.px(4));
}

/// Charts that are shared by everything in a window need the room of one.
float needed_height(const chart_plan& plan, std::size_t columns, const look& look) {
  const std::size_t rows = (plan.lanes.size() + columns - 1) / std::max<std::size_t>(columns, 1);
  return look.px(least_lane_height) * static_cast<float>(rows);
}

}  // namespace

time_range shown_window(const frame& frame, const selection& chosen) noexcept {
  return shown_range(chosen.view, known_time_of(frame));
}

void draw_chart_panel(const frame& frame, selection& chosen, const look& look, chart_panel_memory& memory) {
  const auto known = known_time_of(frame);
  plan_charts(frame, chosen, look.theme, shown_range(chosen.view, known), memory.plan);
  if (memory.plan.lanes.empty()) {
    draw_empty(frame, chosen, look);
    memory.chart.frames.clear();
    return take_dropped_counters(chosen, look, memory);
  }
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const std::size_t columns = std::max<std::size_t>(chosen.chart_columns, 1);
  const float height = std::max(room.y, needed_height(memory.plan, columns, look));
  const auto answer = draw_charts("##charts", {{room.x, height}, columns}, memory.plan.lanes, known,
                                  look.theme.chart, chosen.view, memory.chart);
  draw_note_flags(memory.plan.lanes, memory.chart.frames, chosen.notes, look.theme.warning, look.theme.chart);
  take_dropped_counters(chosen, look, memory);
  if (answer.menu) {
    memory.menu = memory.plan.ids[*answer.menu];
    memory.menu_time = answer.hover ? answer.hover->time : shown_range(chosen.view, known).end;
    ImGui::OpenPopup("##chart-menu");
  }
  if (ImGui::BeginPopup("##chart-menu")) {
    draw_chart_menu(chosen, look, memory);
    ImGui::EndPopup();
  }
  // Leaving the charts the mouse points at nothing; the legend says what it points at there.
  const bool was_over = std::exchange(memory.hovered, answer.hover.has_value());
  if (!answer.hover && !was_over) return;
  chosen.pointed.reset();
  if (!answer.hover) return;
  if (answer.hover->line)
    chosen.pointed = memory.plan.lane_series[answer.hover->lane][*answer.hover->line]->key;
}

}  // namespace perfdata::monitor
