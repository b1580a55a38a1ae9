// What a chart is made of: lines in lanes, and how they look. Data only; the caller fills it every frame.
//
// A lane is one plot: a title, a value axis, lines of one unit. Lanes stand in a grid and share one
// time_view, so one time axis, one crosshair and one marked range. A lane refers to histories, names and rows
// of the session's frame and must not outlive the drawing of it.
#pragma once

#include "monitor/core/chart_setup.hpp"
#include "monitor/core/display_unit.hpp"
#include "monitor/core/history/series_history.hpp"

#include <imgui.h>
#include <string>
#include <vector>

namespace perfdata::monitor {

/// One line. A view: everything that it points to must outlive the call that draws it.
struct chart_line {
  const series_history* history = nullptr;
  ImU32 colour = IM_COL32_WHITE;
  float width = 0;   ///< in points; 0: the style's
  double scale = 1;  ///< the chart shows value x scale; tooltips tell the value itself
  unit_kind unit = unit_kind::number;
  const char* name = "";
  const char* object = "";    ///< of the report: what the table is about
  const char* counter = "";   ///< of the report: its rows
  const char* instance = "";  ///< of the report: its columns
  bool emphasised = false;
};

/// Lines that share a value axis. When any line is emphasised the others step back.
struct chart_lane {
  std::string title{};
  unit_kind unit = unit_kind::number;
  std::vector<chart_line> lines{};
  chart_kind kind = chart_kind::lines;
  bool logarithmic = false;  ///< of lines and bars; stacked areas start at 0
  std::vector<threshold> thresholds{};
};

struct chart_style {
  ImU32 plot = 0;        ///< background of a lane
  ImU32 grid = 0;        ///< lines at ticks
  ImU32 axis_text = 0;   ///< tick labels
  ImU32 title_text = 0;  ///< lane titles
  ImU32 crosshair = 0;
  ImU32 outage = 0;          ///< shade where the source did not answer
  ImU32 restart = 0;         ///< where counting began anew
  ImU32 marked = 0;          ///< shade of the dragged range
  ImU32 alert = 0;           ///< thresholds, and what is beyond them
  float line_width = 1.6f;   ///< = 1.6, pixels at scale 1
  float fill_alpha = 0.16f;  ///< = 0.16, of the fill under the line of a lane that has only one or two
  float scale = 1;           ///< of the screen; widths are multiplied with it
};

}  // namespace perfdata::monitor
