// How the window stands: what a person arranged, under a name, without any values.
#pragma once

#include "monitor/core/chart_setup.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/core/time_note.hpp"
#include "monitor/gui/panels/lower_panel.hpp"
#include "monitor/gui/theme.hpp"

#include <map>
#include <string>
#include <vector>

#include <perfdata/query/counter_path.hpp>

namespace perfdata::monitor {

/// In points; 0: the default share.
struct panel_sizes {
  float side = 0;       ///< width of the browser and the sources
  float sources = 0;    ///< height of the list of sources
  float lower = 0;      ///< height of what stands below the charts
  float inspector = 0;  ///< width of the origin of a value

  friend bool operator==(const panel_sizes&, const panel_sizes&) = default;
};

/// A counter that is charted, of a source.
struct layout_counter {
  counter_path path{};              ///< without a machine
  std::optional<chart_id> chart{};  ///< where it was dropped; none: the chart of its unit

  friend bool operator==(const layout_counter&, const layout_counter&) = default;
};

/// What is charted of a source. `label` is what the person calls it: "This machine", "\\HOST", a file.
struct layout_source {
  std::string label{};
  std::vector<layout_counter> counters{};

  friend bool operator==(const layout_source&, const layout_source&) = default;
};

/// One line's looks. `path` names one instance, without a machine.
struct layout_line {
  std::string source{};  ///< its label
  counter_path path{};
  line_setup setup{};
  bool hidden = false;

  friend bool operator==(const layout_line&, const layout_line&) = default;
};

/// A value.
struct layout {
  std::string name{};
  theme_kind theme = theme_kind::dark;
  lower_page page = lower_page::lines;
  chart_kind kind = chart_kind::lines;
  chart_layout axes = chart_layout::lane_per_unit;
  std::size_t columns = 1;
  double span = 120;            ///< seconds
  bool desktop_alerts = false;  ///< whether thresholds are told to the desktop
  panel_sizes panels{};
  std::map<chart_id, chart_setup> charts{};
  std::vector<layout_source> sources{};
  std::vector<layout_line> lines{};
  std::vector<time_note> notes{};

  friend bool operator==(const layout&, const layout&) = default;
};

}  // namespace perfdata::monitor
