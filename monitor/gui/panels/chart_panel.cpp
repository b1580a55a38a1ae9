#include "monitor/gui/panels/chart_panel.hpp"

#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <cmath>

namespace perfdata::monitor {
namespace {

constexpr float least_lane_height = 84;
constexpr double least_span = 15;

chart_lane& lane_for(chart_panel_memory& memory, unit_kind unit, bool shared) {
  for (std::size_t i = 0; i < memory.lanes.size(); ++i)
    if (shared || memory.lanes[i].unit == unit) return memory.lanes[i];
  chart_lane lane;
  lane.title = shared ? "All counters, scaled to 0–100" : std::string(title_of(unit));
  lane.unit = shared ? unit_kind::number : unit;
  memory.lanes.push_back(std::move(lane));
  memory.lane_series.emplace_back();
  return memory.lanes.back();
}

void fill_lanes(const frame& frame, const selection& chosen, const look& look, plot_range window,
                chart_panel_memory& memory) {
  memory.lanes.clear();
  memory.lane_series.clear();
  const bool shared = chosen.layout == chart_layout::shared_axis;
  for (const auto& line : frame.lines) {
    if (chosen.hidden.contains(line.key)) continue;
    auto& lane = lane_for(memory, line.unit.kind, shared);
    lane.lines.push_back({.history = &line.history,
                          .colour = line_colour(look.theme, line.colour),
                          .scale = shared ? shared_scale(line, window) : 1,
                          .unit = line.unit.kind,
                          .name = line.name.c_str(),
                          .emphasised = chosen.pointed == line.key});
    memory.lane_series[static_cast<std::size_t>(&lane - memory.lanes.data())].push_back(&line);
  }
}

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

}  // namespace

plot_range shown_window(const frame& frame, const selection& chosen) noexcept {
  const double end = chosen.frozen_at.value_or(frame.newest_time);
  double oldest = end;
  for (const auto& line : frame.lines)
    if (!line.history.empty()) oldest = std::min(oldest, line.history[0].time);
  const auto span = static_cast<double>(chosen.span.count());
  return {end - std::clamp(end - oldest, std::min(least_span, span), span), end};
}

double shared_scale(const series& line, plot_range window) noexcept {
  const auto summary = summarize(line.history, window.begin, window.end);
  const double greatest = std::max(std::fabs(summary.maximum), std::fabs(summary.minimum));
  if (summary.values == 0 || greatest <= 0) return 1;
  if (line.unit.kind == unit_kind::percent && greatest <= 100) return 1;
  return std::pow(10.0, std::floor(2 - std::log10(greatest) + 1e-9));
}

void draw_chart_panel(const frame& frame, selection& chosen, const look& look, chart_panel_memory& memory) {
  const auto window = shown_window(frame, chosen);
  fill_lanes(frame, chosen, look, window, memory);
  if (memory.lanes.empty()) return draw_empty(frame, chosen, look);
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float needed = look.px(least_lane_height) * static_cast<float>(memory.lanes.size());
  const auto hover = draw_line_chart("##chart", {room.x, std::max(room.y, needed)}, window, memory.lanes,
                                     look.theme.chart, memory.chart);
  if (!hover) return;
  chosen.pointed.reset();
  if (hover->line) chosen.pointed = memory.lane_series[hover->lane][*hover->line]->key;
}

}  // namespace perfdata::monitor
