#include "monitor/gui/panels/chart_plan.hpp"

#include "monitor/core/history/history_summary.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace perfdata::monitor {
namespace {

bool holds_everything(const selection& chosen) noexcept {
  return chosen.layout == chart_layout::shared_axis || chosen.kind == chart_kind::report;
}

std::string title_of_chart(chart_id id, const chart_setup& setup, const selection& chosen, unit_kind unit) {
  if (!setup.title.empty()) return setup.title;
  if (id != chart_id::everything) return std::string(title_of(unit));
  return chosen.layout == chart_layout::shared_axis && chosen.kind != chart_kind::report
             ? "All counters, scaled to 0–100"
             : "All counters";
}

chart_lane& lane_of(chart_plan& plan, chart_id id, const series& line, const selection& chosen) {
  const auto found = std::find(plan.ids.begin(), plan.ids.end(), id);
  if (found != plan.ids.end()) return plan.lanes[static_cast<std::size_t>(found - plan.ids.begin())];
  const auto known = chosen.charts.find(id);
  const chart_setup setup = known == chosen.charts.end() ? chart_setup{} : known->second;
  const bool scaled = id == chart_id::everything;
  plan.ids.push_back(id);
  plan.lane_series.emplace_back();
  return plan.lanes.emplace_back(chart_lane{.title = title_of_chart(id, setup, chosen, line.unit.kind),
                                            .unit = scaled ? unit_kind::number : line.unit.kind,
                                            .kind = setup.kind.value_or(chosen.kind),
                                            .logarithmic = setup.logarithmic,
                                            .thresholds = setup.thresholds});
}

/// A stack of parts that holds their sum too would be twice as high as the whole.
void take_totals_out(chart_plan& plan) {
  for (std::size_t i = 0; i < plan.lanes.size(); ++i) {
    auto& lines = plan.lanes[i].lines;
    const auto is_total = [&](const chart_line& line) {
      return std::string_view(line.instance) == "_Total" &&
             std::any_of(lines.begin(), lines.end(), [&](const chart_line& part) {
               return std::string_view(part.counter) == line.counter &&
                      std::string_view(part.object) == line.object &&
                      std::string_view(part.instance) != "_Total";
             });
    };
    if (plan.lanes[i].kind != chart_kind::stacked) continue;
    for (std::size_t k = lines.size(); k-- > 0;) {
      if (!is_total(lines[k])) continue;
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(k));
      plan.lane_series[i].erase(plan.lane_series[i].begin() + static_cast<std::ptrdiff_t>(k));
    }
  }
}

}  // namespace

line_setup setup_of(const selection& chosen, const series_key& key) {
  const auto found = chosen.line_setups.find(key);
  return found == chosen.line_setups.end() ? line_setup{} : found->second;
}

chart_id chart_of(const series& line, const selection& chosen) {
  if (const auto own = setup_of(chosen, line.key).chart) return *own;
  for (const auto& path : chosen.paths)
    if (path.chart && path.source == line.key.source && covers(path.path, line.newest)) return *path.chart;
  return holds_everything(chosen) ? chart_id::everything : chart_id{static_cast<unsigned>(line.unit.kind)};
}

ImU32 colour_of(const series& line, const selection& chosen, const theme& theme) {
  return line_colour(theme, setup_of(chosen, line.key).colour.value_or(line.colour));
}

double shared_scale(const series& line, const time_range& window) {
  const auto summary = summarize(line.history, window.begin, window.end);
  const double greatest = std::max(std::fabs(summary.maximum), std::fabs(summary.minimum));
  if (summary.values == 0 || greatest <= 0) return 1;
  if (line.unit.kind == unit_kind::percent && greatest <= 100) return 1;
  return std::pow(10.0, std::floor(2 - std::log10(greatest) + 1e-9));
}

double scale_of(const series& line, const selection& chosen, const time_range& window) {
  if (const auto power = setup_of(chosen, line.key).power) return std::pow(10.0, *power);
  return chart_of(line, chosen) == chart_id::everything ? shared_scale(line, window) : 1;
}

void plan_charts(const frame& frame, const selection& chosen, const theme& theme, const time_range& window,
                 chart_plan& plan) {
  plan.lanes.clear();
  plan.ids.clear();
  plan.lane_series.clear();
  for (const auto& line : frame.lines) {
    if (chosen.hidden.contains(line.key)) continue;
    auto& lane = lane_of(plan, chart_of(line, chosen), line, chosen);
    const auto setup = setup_of(chosen, line.key);
    lane.lines.push_back({.history = &line.history,
                          .colour = line_colour(theme, setup.colour.value_or(line.colour)),
                          .width = setup.width,
                          .scale = scale_of(line, chosen, window),
                          .unit = line.unit.kind,
                          .name = line.name.c_str(),
                          .object = line.newest.object.c_str(),
                          .counter = line.newest.counter.c_str(),
                          .instance = line.newest.instance.c_str(),
                          .emphasised = chosen.pointed == line.key});
    plan.lane_series[static_cast<std::size_t>(&lane - plan.lanes.data())].push_back(&line);
  }
  take_totals_out(plan);
}

}  // namespace perfdata::monitor
