#include "monitor/gui/actions/action_groups.hpp"
#include "monitor/gui/actions/action_table.hpp"
#include "monitor/gui/actions/typed_number.hpp"
#include "monitor/gui/panels/chart_menu.hpp"
#include "monitor/gui/panels/main_view.hpp"

#include <array>
#include <fmt/format.h>

namespace perfdata::monitor {
namespace {

constexpr std::array chart_kinds{chart_kind::lines, chart_kind::stacked, chart_kind::bars,
                                 chart_kind::report};

/// What a limit is typed in: the unit of the chart's axis.
struct limit_unit {
  double divisor = 1;
  std::string symbol{};
};

void ask_for_limit(const action_scene& scene, chart_id id, const std::string& title, bool above,
                   const limit_unit& unit) {
  ask(scene,
      {.title = fmt::format("{}: call for attention {} ({})", title, above ? "above" : "below",
                            unit.symbol.empty() ? "a number" : unit.symbol),
       .hint = "90",
       .answer = [=](const action_scene& s, const std::string& text) -> result<void> {
         const auto limit = typed_number(text, -1e18, 1e18);
         if (!limit) return failure(limit.error());
         const double value = *limit * unit.divisor;
         s.chosen.charts[id].thresholds.push_back(above ? threshold{.from = value} : threshold{.to = value});
         return {};
       }});
}

void add_limits(const std::string& title, chart_id id, const limit_unit& unit, std::vector<action>& to) {
  for (const bool above : {true, false})
    to.push_back({fmt::format("{}: call for attention {}…", title, above ? "above" : "below"), "",
                  [=](const action_scene& s) { ask_for_limit(s, id, title, above, unit); }});
}

void add_chart(const chart_lane& lane, chart_id id, const limit_unit& unit, std::vector<action>& to) {
  for (const auto kind : chart_kinds)
    if (kind != lane.kind)
      to.push_back({fmt::format("{}: as {}", lane.title, name_of(kind)), "",
                    [id, kind](const action_scene& s) { s.chosen.charts[id].kind = kind; }});
  if (lane.kind != chart_kind::stacked)
    to.push_back(
        {fmt::format("{}: {} axis", lane.title, lane.logarithmic ? "linear" : "logarithmic"), "",
         [id, on = !lane.logarithmic](const action_scene& s) { s.chosen.charts[id].logarithmic = on; }});
  add_limits(lane.title, id, unit, to);
  if (!lane.thresholds.empty())
    to.push_back({fmt::format("{}: forget the thresholds", lane.title), "",
                  [id](const action_scene& s) { s.chosen.charts[id].thresholds.clear(); }});
}

}  // namespace

void add_chart_actions(const action_scene& scene, std::vector<action>& to) {
  const auto& charts = scene.memory.chart;
  for (std::size_t i = 0; i < charts.plan.lanes.size(); ++i) {
    limit_unit unit;
    if (i < charts.chart.axes.size())
      unit = {charts.chart.axes[i].prefix.divisor, std::string(charts.chart.axes[i].prefix.symbol)};
    add_chart(charts.plan.lanes[i], charts.plan.ids[i], unit, to);
  }
}

}  // namespace perfdata::monitor
