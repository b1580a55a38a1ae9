#include "monitor/gui/alerts/threshold_watch.hpp"

#include "monitor/gui/panels/chart_menu.hpp"
#include "monitor/gui/panels/chart_plan.hpp"

#include <algorithm>

namespace perfdata::monitor {

std::vector<threshold_alert> threshold_watch::look(const frame& seen, const selection& chosen,
                                                   clock::time_point now) {
  std::vector<threshold_alert> alerts;
  const bool any =
      std::ranges::any_of(chosen.charts, [](const auto& chart) { return !chart.second.thresholds.empty(); });
  if (!any) return alerts;
  std::erase_if(told_, [&](const auto& each) { return now - each.second >= quiet; });
  for (const auto& line : seen.lines) {
    if (!line.present || line.history.empty() || chosen.hidden.contains(line.key)) continue;
    const auto newest = line.history.back();
    const auto chart = chosen.charts.find(chart_of(line, chosen));
    if (!newest.has_value() || chart == chosen.charts.end()) continue;
    for (const auto& limit : chart->second.thresholds) {
      if (!limit.holds(newest.value)) continue;
      if (!told_.try_emplace({chart->first, limit.from, limit.to}, now).second) continue;
      alerts.push_back(
          {line.name, format_value(newest.value, line.unit.kind), describe(limit, line.unit.kind)});
    }
  }
  return alerts;
}

}  // namespace perfdata::monitor
