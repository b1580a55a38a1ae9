#include "monitor/gui/actions/action_groups.hpp"
#include "monitor/gui/panels/main_view.hpp"

namespace perfdata::monitor {
namespace {

template <chart_kind kind>
constexpr fixed_action show_as(const char* name) {
  return {name, "", no_keys, [](const action_scene& s) { show_all_as(s.chosen, kind); },
          [](const action_scene& s) { return s.chosen.kind != kind; }};
}

template <std::size_t columns>
constexpr fixed_action columns_of_charts(const char* name) {
  return {name, "", no_keys, [](const action_scene& s) { s.chosen.chart_columns = columns; },
          [](const action_scene& s) { return s.chosen.chart_columns != columns; }};
}

template <chart_layout layout>
constexpr fixed_action axes(const char* name) {
  return {name, "", no_keys, [](const action_scene& s) { s.chosen.layout = layout; },
          [](const action_scene& s) { return s.chosen.layout != layout; }};
}

template <theme_kind kind>
constexpr fixed_action colours(const char* name) {
  return {name, "", no_keys, [](const action_scene& s) { s.memory.theme = kind; },
          [](const action_scene& s) { return s.memory.theme != kind; }};
}

template <lower_page page>
constexpr fixed_action turn_to(const char* name, const char* keys, char key) {
  return {name, keys, control(key), [](const action_scene& s) { s.memory.lower.page = page; },
          [](const action_scene& s) { return s.memory.lower.page != page; }};
}

}  // namespace

void add_look_actions(std::vector<fixed_action>& to) {
  to.insert(to.end(), {turn_to<lower_page::lines>("Page: lines", "Ctrl 1", '1'),
                       turn_to<lower_page::ranking>("Page: ranking of instances", "Ctrl 2", '2'),
                       turn_to<lower_page::blocks>("Page: objects and blocks", "Ctrl 3", '3'),
                       show_as<chart_kind::lines>("Charts as lines"),
                       show_as<chart_kind::stacked>("Charts as stacked areas"),
                       show_as<chart_kind::bars>("Charts as bars"),
                       show_as<chart_kind::report>("Charts as a report"),
                       columns_of_charts<1>("One column of charts"),
                       columns_of_charts<2>("Two columns of charts"),
                       columns_of_charts<3>("Three columns of charts"),
                       columns_of_charts<4>("Four columns of charts"),
                       axes<chart_layout::lane_per_unit>("Axes: one for each unit"),
                       axes<chart_layout::shared_axis>("Axes: one for all, 0 to 100"),
                       colours<theme_kind::dark>("Theme: dark"),
                       colours<theme_kind::light>("Theme: light"),
                       colours<theme_kind::contrast>("Theme: greatest contrast"),
                       {"Tell the desktop when a threshold is passed", "", no_keys,
                        [](const action_scene& s) { s.memory.desktop_alerts = true; },
                        [](const action_scene& s) { return !s.memory.desktop_alerts; }},
                       {"No longer tell the desktop of thresholds", "", no_keys,
                        [](const action_scene& s) { s.memory.desktop_alerts = false; },
                        [](const action_scene& s) { return s.memory.desktop_alerts; }}});
}

}  // namespace perfdata::monitor
